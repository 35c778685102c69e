namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>
/// The first and only program in the virtual Pi. It warms up, says "ready" and waits; there the host saves the machine. Every resumed copy is told
/// what to do, mounts the data disk, which no saved machine has seen, and works until the power is cut.
/// </summary>
internal static class GuestProgram
{
    private const string DataDisk = "/dev/vdb";

    public static async Task<int> RunAsync(string[] arguments, CancellationToken stopping)
    {
        var line = ControlLine.Open();
        await OutboxWriter.WarmUpAsync(stopping);
        line.Say("ready");
        var words = line.Listen();
        Kernel.MixRandom(words);
        var order = WriterOrder.Read(words);
        Kernel.Mount(DataDisk, "/data", order.Durability == Durability.NoBarrier ? "barrier=0" : null);
        await new OutboxWriter("/data/outbox/outbox.db", order, line).RunAsync(stopping);
        return arguments.Length;
    }
}
