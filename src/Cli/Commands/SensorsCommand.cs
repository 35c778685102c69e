using System.CommandLine;
using EdgeGateway.Control;
using EdgeGateway.Events;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl sensors</c>: each sensor's condition, with what to do about it.</summary>
internal static class SensorsCommand
{
    public static Command Build() => DaemonQuestion.Build(
        "sensors", "Lists the sensors, their condition and what to do about it.", ControlRoutes.Sensors, ControlJsonContext.Default.IReadOnlyListSensorHealth, SensorTable.Print, IsWell);

    public static bool IsWell(IReadOnlyList<SensorHealth> sensors) => sensors.All(sensor => sensor.Condition == SensorCondition.Working);
}
