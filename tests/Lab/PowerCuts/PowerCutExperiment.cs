using EdgeGateway.Tests.Benchmarks;
using EdgeGateway.Tests.Lab.Guest;
using EdgeGateway.Tests.Lab.Machine;

namespace EdgeGateway.Tests.Lab.PowerCuts;

/// <summary>The virtual Pi loses its power at random moments, again and again with the same disk.</summary>
internal sealed class PowerCutExperiment : IExperiment
{
    private const int DataDiskMegabytes = 64;

    // A writer without fsync loses what it accepted at the first cut that finds it at work; more than these and the lab is blind.
    private const int ControlCyclesMax = 20;

    private static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(400);

    public string Verb => "power-cuts";

    public string Summary => "the virtual Pi loses its power: --writer outbox|daemon --program FOLDER (a published edge-gateway) --cycles 100 --minutes 60 --seed 1";

    public async Task RunAsync(BenchmarkOptions options, Report report, CancellationToken stopping)
    {
        var random = new Random(options.Number("seed", 1));
        using var workshop = new Workshop();
        var isDaemon = options.Text("writer", "outbox") == "daemon";
        var pi = VirtualPi.Prepare(workshop, options.Text("program", ""), ["dotnet", "EdgeGateway.Tests.Lab.dll", "guest", .. isDaemon ? (string[])["daemon"] : []]);
        var machineOptions = new MachineOptions
        {
            DataDisk = workshop.MakeDisk("data.img", DataDiskMegabytes),
            HasNetwork = isDaemon,
            MemoryMegabytes = isDaemon ? 512 : 256,
        };
        var machine = await SavedMachine.BootAsync(pi, workshop, machineOptions, stopping);
        var (cycles, limit) = (options.Number("cycles", 100), new TimeLimit(options));
        if (isDaemon)
        {
            await using var hub = await ListeningHub.StartAsync(report.Wrong, stopping);
            await new GatewayPowerCuts(machine, hub, random, report).RunAsync(cycles, limit, stopping);
        }
        else
        {
            await CutWriterAsync(machine, cycles, limit, random, report, stopping);
        }

        await ControlAsync(machine, workshop, random, report, stopping);
    }

    private static async Task CutWriterAsync(
        SavedMachine machine, int cycles, TimeLimit limit, Random random, Report report, CancellationToken stopping)
    {
        var events = new AcceptedEvents(report.Wrong);
        var (cuts, cutsAtWork) = (0, 0);
        // On a very slow machine until something was accepted that could be lost.
        for (; cuts < cycles && (!limit.IsReached || events.Accepted == 0); cuts++)
        {
            cutsAtWork += await LiveAndDieAsync(machine, cuts, Durability.Full, events, random, stopping) ? 1 : 0;
        }

        if (events.Accepted == 0)
        {
            report.Wrong($"nothing was accepted in {cuts} cuts: this run proves nothing");
        }

        report.Row("power cuts", cuts);
        report.Row("… after the outbox had been read out", cutsAtWork);
        report.Row("milliseconds for one cycle", limit.Elapsed.TotalMilliseconds / Math.Max(1, cuts));
        report.Row("events accepted", events.Accepted);
        report.Row("accepted events lost", events.Lost);
        report.Row("from opening to the first accepted event", events.AcceptingAfterMilliseconds);
    }

    // The same writer, the same cuts, but its commits do not sync: this must be found out.
    private static async Task ControlAsync(SavedMachine machine, Workshop workshop, Random random, Report report, CancellationToken stopping)
    {
        workshop.MakeDisk("data.img", DataDiskMegabytes);
        var caught = new List<string>();
        var events = new AcceptedEvents(caught.Add);
        for (var cut = 1; cut <= ControlCyclesMax; cut++)
        {
            await LiveAndDieAsync(machine, cut, Durability.NoSync, events, random, stopping);
            if (caught.Count > 0)
            {
                report.Row("negative control, no fsync: caught at cut", $"{cut}: {caught[0]}");
                return;
            }
        }

        report.Wrong($"a writer that does not sync was not caught in {ControlCyclesMax} cuts: this run proves nothing");
    }

    // True when the cut came after the outbox had been read out.
    private static async Task<bool> LiveAndDieAsync(
        SavedMachine machine, int cycle, Durability durability, AcceptedEvents events, Random random, CancellationToken stopping)
    {
        // One cut in eight is aimed at the opening itself: recovery must survive a cut as well.
        var isEarly = random.Next(8) == 0;
        // Most others wait for the first accepted event, however slow the machine is: before that there is nothing new to lose.
        var accepted = random.Next(4) == 0 ? -1 : events.Accepted;
        var life = LongestLife * random.NextDouble();
        var order = new WriterOrder((cycle + 1L) << 24, durability);
        events.Restart();
        using var qemu = await machine.ResumeAsync(order.ToString(), stopping);
        var isOpen = false;
        while (!isEarly && (!isOpen || events.Accepted == accepted))
        {
            isOpen = events.Hear(await qemu.HearAsync(stopping));
        }

        await Task.Delay(life, stopping); // the moment of the cut is what is tried
        qemu.CutPower();
        while (await qemu.HearOrEndAsync() is { } line)
        {
            isOpen |= events.Hear(line);
        }

        return isOpen;
    }
}
