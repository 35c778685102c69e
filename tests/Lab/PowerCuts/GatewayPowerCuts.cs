using EdgeGateway.Tests.Lab.Guest;
using EdgeGateway.Tests.Lab.Machine;

namespace EdgeGateway.Tests.Lab.PowerCuts;

/// <summary>The complete gateway, started from nothing in every cycle, on one disk, with the lab's hub at the other end of the network.</summary>
internal sealed class GatewayPowerCuts(SavedMachine machine, ListeningHub hub, Random random, Report report)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private readonly List<double> acceptingAfter = [];

    public async Task RunAsync(int cycles, TimeLimit limit, CancellationToken stopping)
    {
        var (cuts, cutsAtWork) = (0, 0);
        for (; cuts < cycles && !limit.IsReached; cuts++)
        {
            cutsAtWork += await LiveAndDieAsync(cuts, stopping) ? 1 : 0;
        }

        report.Row("power cuts of the complete gateway", cuts);
        report.Row("… after its first event had been accepted", cutsAtWork);
        report.Row("milliseconds for one cycle", limit.Elapsed.TotalMilliseconds / Math.Max(1, cuts));
        await SettleAsync(stopping);
        report.Row("events known to be accepted", hub.Highest);
        report.Row("… delivered again after a cut", hub.KeptThroughCuts);
        report.Row("… lost", hub.Highest - hub.Acknowledged);
        report.Row("from the process's start to the first accepted", acceptingAfter);
    }

    // True when the cut came after the first event of this life was on the disk.
    private async Task<bool> LiveAndDieAsync(int cycle, CancellationToken stopping)
    {
        // One cut in eight is aimed at the start: .NET, SQLite's recovery, gateway.started.
        var isEarly = random.Next(8) == 0;
        var (known, life) = (hub.Highest, (isEarly ? LongestStart : LongestLife) * random.NextDouble());
        hub.BeginLife(acknowledges: random.Next(2) == 0);
        using var qemu = await machine.ResumeAsync(new GatewayOrder(hub.Port, IsBlind: false, random.Next()).ToString(), stopping);
        var listening = ListenAsync(qemu);
        if (!isEarly)
        {
            try
            {
                await hub.UntilBeyondAsync(known, Patience, stopping);
            }
            catch (TimeoutException)
            {
                report.Wrong($"after cut {cycle} the gateway accepted nothing within {Patience.TotalSeconds} s");
            }
        }

        await Task.Delay(life, stopping); // the moment of the cut is what is tried
        qemu.CutPower();
        await listening;
        return hub.Highest > known;
    }

    // One more life, without sensors and without a cut: everything that is owed must come, and be acknowledged without a hole.
    private async Task SettleAsync(CancellationToken stopping)
    {
        hub.BeginLife(acknowledges: true);
        using var qemu = await machine.ResumeAsync(new GatewayOrder(hub.Port, IsBlind: true, random.Next()).ToString(), stopping);
        var listening = ListenAsync(qemu);
        await hub.UntilBeyondAsync(hub.Highest, Patience, stopping);
        for (var second = 0; second < Patience.TotalSeconds && hub.Acknowledged < hub.Highest; second++)
        {
            await Task.Delay(1000, stopping); // the guest sends what waits
        }

        qemu.CutPower();
        await listening;
        if (hub.Acknowledged < hub.Highest)
        {
            report.Wrong($"event {hub.Acknowledged + 1} was accepted and is gone; {hub.Highest} are known");
        }
    }

    private async Task ListenAsync(Qemu qemu)
    {
        while (await qemu.HearOrEndAsync() is { } line)
        {
            if (line.StartsWith("accepting ", StringComparison.Ordinal))
            {
                acceptingAfter.Add(double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
            }
            else if (line.Contains("kept as", StringComparison.Ordinal) || line.Contains("in memory only", StringComparison.Ordinal))
            {
                report.Wrong(line);
            }
        }
    }
}
