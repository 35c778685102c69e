using System.Diagnostics;
using System.Globalization;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>
/// The first and only program in the virtual Pi. It warms up, says "ready" and waits; there the host saves the machine. Every resumed copy is told
/// what to do, mounts the data disk, which no saved machine has seen, and works until the power is cut.
/// </summary>
internal static class GuestProgram
{
    public const string DataDisk = "/dev/vdb";

    private const string OutboxPath = "/data/outbox/outbox.db";

    public static async Task<int> RunAsync(string[] arguments, CancellationToken stopping)
    {
        var line = ControlLine.Open();
        await OutboxWriter.WarmUpAsync(stopping);
        if (arguments is ["daemon"])
        {
            await GuestGateway.WarmUpAsync(line, stopping);
        }

        line.Say("ready");
        var words = line.Listen();
        Kernel.MixRandom(words);
        if (words.StartsWith(GatewayOrder.Word, StringComparison.Ordinal))
        {
            Kernel.Mount(DataDisk, "/data", options: null);
            ServeGateway(GatewayOrder.Read(words), line);
            return 0;
        }

        var order = WriterOrder.Read(words);
        Kernel.Mount(DataDisk, "/data", order.Durability == Durability.NoBarrier ? "barrier=0" : null);
        await new OutboxWriter(OutboxPath, order, line).RunAsync(stopping);
        return 0;
    }

    // "clock SECONDS" sets the clock as a technician or a wrong NTP server does; "blind" starts the gateway again without sensors.
    private static void ServeGateway(GatewayOrder order, ControlLine line)
    {
        using var gateway = new GuestGateway(line);
        gateway.Start(OutboxPath, order.BrokerPort, order.IsBlind);
        while (line.Listen().Split(' ') is var words)
        {
            if (words[0] == "clock")
            {
                using var date = Process.Start("/bin/date", ["-s", string.Create(CultureInfo.InvariantCulture, $"@{words[1]}")]);
                date.WaitForExit();
            }
            else
            {
                gateway.Dispose();
                gateway.Start(OutboxPath, order.BrokerPort, isBlind: true);
            }
        }
    }
}
