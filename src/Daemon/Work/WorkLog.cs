using EdgeGateway.Events;

namespace EdgeGateway.Daemon.Work;

/// <summary>What the daemon says in its log: changes of state, as sentences someone can act on, never an identifier of a person.</summary>
internal static partial class WorkLog
{
    [LoggerMessage(1, LogLevel.Information, "Sensor {Sensor} works: {Reason}.")]
    public static partial void SensorWorks(ILogger log, string sensor, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Sensor {Sensor} is {Condition}: {Reason}; {Remedy}.")]
    public static partial void SensorAils(ILogger log, string sensor, SensorCondition condition, string reason, string remedy);

    [LoggerMessage(3, LogLevel.Error, "Events are held in memory only: {Problem}")]
    public static partial void NotStoring(ILogger log, string problem);

    [LoggerMessage(4, LogLevel.Information, "Events are on disk again.")]
    public static partial void StoringAgain(ILogger log);

    [LoggerMessage(6, LogLevel.Warning, "The outbox: {Note}.")]
    public static partial void OutboxChanged(ILogger log, string note);

    [LoggerMessage(EventId = 5, Message = "{Sentence}")]
    public static partial void Uplink(ILogger log, LogLevel level, string sentence);

    [LoggerMessage(7, LogLevel.Information, "Started: {Store}/{Gateway}, {Sensors} sensors, {Waiting} events wait, first event on disk {Milliseconds:0} ms after the process began. {Note}")]
    public static partial void Started(ILogger log, string store, string gateway, int sensors, long waiting, double milliseconds, string note);

    [LoggerMessage(8, LogLevel.Critical, "No progress for {Seconds} s; systemd is not told that all is well and will start the daemon anew.")]
    public static partial void Stuck(ILogger log, double seconds);

    [LoggerMessage(20, LogLevel.Warning, "{Problem}")]
    public static partial void ClockNotRemembered(ILogger log, string problem);

    [LoggerMessage(21, LogLevel.Warning, "Doors: {Sentence}.")]
    public static partial void DoorsDrift(ILogger log, string sentence);

    [LoggerMessage(22, LogLevel.Information, "Doors: in and out agree again.")]
    public static partial void DoorsAgree(ILogger log);

    [LoggerMessage(23, LogLevel.Warning, "{Problem}")]
    public static partial void DoorsNotRemembered(ILogger log, string problem);

    [LoggerMessage(9, LogLevel.Information, "The simulated store's script has ended.")]
    public static partial void ScriptEnded(ILogger log);
}
