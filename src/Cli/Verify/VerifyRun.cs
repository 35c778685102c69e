using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using EdgeGateway.Control;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Cli.Verify;

/// <summary>A count at the door: keys and the sensor's crossings side by side until q, Ctrl-C or the end of the daemon.</summary>
internal sealed class VerifyRun(ControlClient daemon, DoorAnswer door, TimeSpan window)
{
    private const int NewsWaitingMax = 4096;

    // A wall clock that was set meanwhile puts keys and crossings apart.
    private static readonly TimeSpan ClockStepMin = TimeSpan.FromSeconds(0.5);

    private readonly Channel<VerifyNews> news = Channel.CreateBounded<VerifyNews>(NewsWaitingMax);
    private readonly DateTimeOffset began = DateTimeOffset.UtcNow;
    private readonly Stopwatch elapsed = Stopwatch.StartNew();
    private readonly List<string> remarks = [];
    private readonly List<SeenCrossing> counted = [];

    public ManualCount Manual { get; } = new();

    public IReadOnlyList<SeenCrossing> Counted => counted;

    public IReadOnlyList<string> Remarks => remarks;

    public DateTimeOffset Began => began;

    public DateTimeOffset Ended { get; private set; }

    public async Task CountAsync(CancellationToken stopping)
    {
        using var ending = new CancellationTokenSource();
        var watching = WatchAsync(ending.Token);
        KeyReader.Start(news.Writer);
        var screen = new VerifyScreen(door.Door, Manual, counted);
        if (VerifyScreen.CanRedraw)
        {
            await AnsiConsole.Live(screen.Table()).AutoClear(false).StartAsync(context => ListenAsync(screen, () => context.UpdateTarget(screen.Table()), stopping));
        }
        else
        {
            Console.Error.WriteLine("i in, o out, u undo, q end");
            await ListenAsync(screen, () => Console.Error.WriteLine(screen.Line()), stopping);
        }

        await ending.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if ((DateTimeOffset.UtcNow - began - elapsed.Elapsed).Duration() > ClockStepMin)
        {
            remarks.Add("the clock was set during the count: who is matched with whom is unsure, the totals hold");
        }
    }

    private async Task ListenAsync(VerifyScreen screen, Action show, CancellationToken stopping)
    {
        // The last people are still being decided when q is pressed.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Ended = DateTimeOffset.MaxValue;
        try
        {
            while (await news.Reader.WaitToReadAsync(limit.Token))
            {
                while (news.Reader.TryRead(out var one))
                {
                    if (Take(one, screen, limit))
                    {
                        show();
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // q, or Ctrl-C: what was counted until now is worth a certificate all the same.
        }

        Ended = Ended == DateTimeOffset.MaxValue ? DateTimeOffset.UtcNow : Ended;
    }

    private bool Take(VerifyNews one, VerifyScreen screen, CancellationTokenSource limit)
    {
        var at = DateTimeOffset.UtcNow - began;
        var isOver = Ended != DateTimeOffset.MaxValue;
        if (one.Counted is { } crossing)
        {
            // What the sensor saw after q, nobody counted any more.
            if (isOver && crossing.At > Ended - began)
                return false;
            counted.Add(crossing);
            screen.Note(crossing.At, crossing.Direction == Direction.In ? "sensor: in" : "sensor: out");
        }
        else if (one.Remark.Length > 0)
        {
            remarks.Add(one.Remark);
            screen.Note(at, one.Remark);
        }
        else if (!isOver && one.Key == KeyReader.End)
        {
            Ended = DateTimeOffset.UtcNow;
            limit.CancelAfter(window + TimeSpan.FromSeconds(door.DecidedWithinSeconds));
            screen.Note(at, "ended; the last crossings are being decided");
        }
        else if (!isOver && Manual.Press(one.Key, at) is { } said)
        {
            screen.Note(at, said);
        }
        else
        {
            return false;
        }

        return true;
    }

    private async Task WatchAsync(CancellationToken ending)
    {
        try
        {
            await foreach (var line in daemon.LinesAsync(ControlRoutes.Watch, ending))
            {
                if (EventJson.TryRead(Encoding.UTF8.GetBytes(line), out var happened, out _) && NewsOf(happened) is { } one)
                {
                    news.Writer.TryWrite(one);
                }
            }
        }
        catch (ControlException gone)
        {
            news.Writer.TryWrite(new VerifyNews(Remark: $"the daemon could not be watched to the end: {gone.Message}"));
        }

        news.Writer.TryWrite(new VerifyNews(Key: KeyReader.End));
    }

    private VerifyNews? NewsOf(GatewayEvent happened) => happened.Data switch
    {
        // Somebody who crossed just before the first key could be pressed is nobody's.
        DoorCrossed crossed when crossed.Door == door.Door && happened.Time >= began => new VerifyNews(Counted: new SeenCrossing(happened.Time - began, crossed.Direction)),
        SensorState state when door.Sensors.Any(sensor => sensor.Sensor == state.Sensor) && state.Condition != SensorCondition.Working =>
            new VerifyNews(Remark: $"{state.Sensor} was {state.Condition.ToString().ToLowerInvariant()} during the count: {state.Reason}"),
        _ => null,
    };
}
