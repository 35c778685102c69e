using EdgeGateway.Daemon.Clock;
using EdgeGateway.Daemon.Endpoints;
using EdgeGateway.Devices;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Daemon;

/// <summary>What is known of the time, and the file beside the outbox that remembers it; none for an outbox in memory.</summary>
internal sealed record ClockParts(ClockBook Book, ClockFile? File, UplinkTimes Times, List<string> Problems)
{
    public static ClockParts Open(OutboxOptions outbox, IClock clock)
    {
        var file = outbox.Path.StartsWith(':') ? null : new ClockFile(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(outbox.Path))!, "clock.json"));
        var problem = "";
        var book = new ClockBook(clock, file?.Load(out problem) ?? ClockMemory.Nothing, GatewayStatus.Release);
        book.Look();
        return new ClockParts(
            book, file, new UplinkTimes(book.Began, book.CertificateTime), [.. new[] { problem, book.Problem }.Where(one => one.Length > 0)]);
    }
}
