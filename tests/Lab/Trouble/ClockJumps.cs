using System.Globalization;
using EdgeGateway.Tests.Benchmarks;
using EdgeGateway.Tests.Lab.Chain;
using EdgeGateway.Tests.Lab.Guest;
using EdgeGateway.Tests.Lab.Machine;

namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>
/// The gateway runs in the virtual Pi, which starts in the year 2001 and whose clock then jumps over years and back; broker and hub are real
/// and have the host's clock, which nobody touches.
/// </summary>
internal sealed class ClockJumps : IExperiment
{
    private static readonly TimeSpan[] Jumps =
        [TimeSpan.FromDays(365 * 25), TimeSpan.FromDays(-365), TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromSeconds(-3), TimeSpan.FromDays(400)];

    public string Verb => "clock-jumps";

    public string Summary => "the gateway's clock is wrong and jumps: --program FOLDER (a published edge-gateway) --cycles 10 --minutes 60 --seed 1";

    public async Task RunAsync(BenchmarkOptions options, Report report, CancellationToken stopping)
    {
        if (!File.Exists(StoreChain.MosquittoPath))
        {
            throw new SkippedException("mosquitto is not installed: apt-get install mosquitto");
        }

        var (random, cycles, jumps) = (new Random(options.Number("seed", 1)), options.Number("cycles", 10), 0);
        using var workshop = new Workshop();
        var pi = VirtualPi.Prepare(workshop, options.Text("program", ""), "dotnet", "EdgeGateway.Tests.Lab.dll", "guest", "daemon");
        var disk = workshop.MakeDisk("data.img", 64);
        var machine = await SavedMachine.BootAsync(
            pi, workshop, new MachineOptions { DataDisk = disk, HasNetwork = true, MemoryMegabytes = 512, ClockStart = "2001-02-03T04:05:06" }, stopping);
        using var place = new Place();
        await using var chain = new StoreChain(place.Folder, place.Folder);
        chain.Start(withGateway: false);
        using var qemu = await machine.ResumeAsync(new GatewayOrder(chain.Link.Port, IsBlind: false, random.Next()).ToString(), stopping);
        var listening = HearAsync(qemu);
        var clock = new DateTimeOffset(2001, 2, 3, 4, 6, 0, TimeSpan.Zero);
        try
        {
            await chain.Witness.UntilSeenAsync(1, stopping);
        }
        catch (TimeoutException silent)
        {
            throw new IOException($"{silent.Message}; the machine said last:\n{qemu.LastWords}", silent);
        }

        for (var limit = new TimeLimit(options); jumps < cycles && !limit.IsReached; jumps++)
        {
            await Task.Delay(random.Next(2000, 5000), stopping); // events with this clock
            clock += Jumps[jumps % Jumps.Length];
            await qemu.TellAsync(string.Create(CultureInfo.InvariantCulture, $"clock {clock.ToUnixTimeSeconds()}"), stopping);
        }

        await qemu.TellAsync("blind", stopping);
        var account = await chain.UntilCompleteAsync(stopping);
        qemu.CutPower();
        await listening;
        await chain.Hub.KillAsync();
        report.Row("jumps of the gateway's clock", jumps);
        report.Row("numbers given by the gateway", account.Produced);
        report.Row("stored at the hub", account.Stored);
        report.Row("dropped, and the hub was told why", account.Dropped);
        foreach (var problem in account.Problems.Concat(chain.Witness.Conflicts).Concat(chain.Unwitnessed()))
        {
            report.Wrong(problem);
        }

        if (account.Produced < jumps || account.Dropped > 0)
        {
            report.Wrong($"{account.Produced} events in {jumps} jumps, {account.Dropped} dropped although nothing was full");
        }
    }

    // Lines are taken all the time, or the guest would wait for us.
    private static async Task HearAsync(Qemu qemu)
    {
        while (await qemu.HearOrEndAsync() is not null)
        {
        }
    }
}
