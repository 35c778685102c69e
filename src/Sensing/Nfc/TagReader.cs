using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>A PN532 in the hands of a technician: one tag at a time, read or written. The daemon must not have the line open.</summary>
public sealed class TagReader : IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(80);

    private readonly ISerialPort port;
    private readonly IClock clock;
    private readonly Pn532 reader;

    private TagReader(ISerialPort port, IClock clock)
    {
        (this.port, this.clock) = (port, clock);
        reader = new Pn532(port, clock);
    }

    /// <summary>For example <c>PN532 1.6</c>.</summary>
    public string Firmware { get; private set; } = "";

    /// <summary>Opens the machine's own reader.</summary>
    /// <exception cref="DeviceException">The line cannot be opened, or no PN532 answers.</exception>
    public static TagReader Open(string path, int baud) => Open(new LinuxHardware(), path, baud);

    internal static TagReader Open(IHardware hardware, string path, int baud)
    {
        var port = hardware.OpenSerialPort(path, baud);
        var opened = new TagReader(port, hardware.Clock);
        if (opened.reader.Start(out var firmware) != Pn532Outcome.Done && opened.reader.Start(out firmware) != Pn532Outcome.Done)
        {
            port.Dispose();
            throw new DeviceException(
                $"no PN532 answers at {path} with {baud} baud; check its power, that RX and TX are crossed, and that its switches say HSU (both off)");
        }

        opened.Firmware = firmware;
        return opened;
    }

    /// <summary>Waits for a tag and reads it; null when none came in time.</summary>
    /// <exception cref="DeviceException">The reader stopped answering.</exception>
    public TagReading? Read(TimeSpan wait, CancellationToken stopping) =>
        Await((TagFound tag, out TagReading? reading) => TryRead(tag, out reading), wait, stopping);

    /// <summary>Waits for a tag and writes a message to it; what went wrong, empty when nothing did, null when no tag came in time.</summary>
    /// <exception cref="DeviceException">The reader stopped answering.</exception>
    public string? Write(byte[] message, TimeSpan wait, CancellationToken stopping) =>
        Await((TagFound tag, out string? problem) => TryWrite(tag, message, out problem), wait, stopping);

    public void Dispose() => port.Dispose();

    private delegate bool Work<T>(TagFound tag, out T? result);

    private T? Await<T>(Work<T> work, TimeSpan wait, CancellationToken stopping)
        where T : class
    {
        var deadline = clock.SinceBoot + wait;
        Span<byte> unasked = stackalloc byte[64];
        do
        {
            var outcome = reader.FindTag(out var found);
            if (outcome != Pn532Outcome.Done)
            {
                throw new DeviceException($"the reader at {port.Name} stopped answering ({outcome}); check its power and cable");
            }

            if (found is { } tag && work(tag, out var result))
            {
                reader.Release();
                return result;
            }

            port.Read(unasked, PollEvery);
        }
        while (clock.SinceBoot < deadline && !stopping.IsCancellationRequested);
        return null;
    }

    /// <summary>False when the tag was taken away too early.</summary>
    private bool TryRead(TagFound tag, out TagReading? reading)
    {
        var uid = Convert.ToHexStringLower(tag.Uid.Span);
        reading = new TagReading(tag.Kind, uid, 0, IsWritable: false, Message: null);
        if (tag.Kind == TagKind.Type4)
        {
            var card = new TypeFourAccess(reader, tag);
            var asked = card.Read(out var message);
            reading = reading with { DataBytes = Math.Max(0, card.Capability.FileBytesMax - 2), Message = message.Length > 0 ? message : null };
            return asked == Pn532Outcome.Done;
        }

        if (tag.Kind != TagKind.Type2)
        {
            return true;
        }

        var access = new TypeTwoAccess(reader, tag);
        var outcome = access.Read();
        reading = new TagReading(tag.Kind, uid, access.Data.Length, TypeTwoPlan.For(access.Head, access.Data, []).Problem.Length == 0, access.Message());
        return outcome == Pn532Outcome.Done;
    }

    private bool TryWrite(TagFound tag, byte[] message, out string? problem)
    {
        problem = "only Type 2 tags (NTAG, MIFARE Ultralight) are written";
        if (tag.Kind != TagKind.Type2)
        {
            return true;
        }

        var access = new TypeTwoAccess(reader, tag);
        if (access.Read() != Pn532Outcome.Done)
        {
            return false;
        }

        problem = access.Write(message);
        return true;
    }
}
