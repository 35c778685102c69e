using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>A PN532 in the hands of a technician: one tag at a time, read or written. The daemon must not be using it.</summary>
public sealed class TagReader : IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(80);

    private static readonly PollStep[] Steps = [PollStep.TypeA, PollStep.FeliCa212, PollStep.TypeB];

    private readonly ReaderConnection connection;
    private readonly IClock clock;
    private readonly List<TagFound> found = new(Pn532.TargetsMax);

    private TagReader(ReaderConnection connection, IClock clock, string firmware) =>
        (this.connection, this.clock, Firmware) = (connection, clock, firmware);

    /// <summary>For example <c>PN532 1.6</c>.</summary>
    public string Firmware { get; }

    private Pn532 Chip => connection.Chip;

    /// <summary>Opens the machine's own reader.</summary>
    /// <param name="options">Only the way to it counts here.</param>
    /// <exception cref="DeviceException">Its bus cannot be opened, or no PN532 answers.</exception>
    public static TagReader Open(NfcReaderOptions options) => Open(new LinuxHardware(), options, Thread.Sleep);

    internal static TagReader Open(IHardware hardware, NfcReaderOptions options, Action<TimeSpan> pause)
    {
        var connection = ReaderConnection.Open(hardware, options, pause);
        if (!connection.TryStart(out var firmware))
        {
            var silence = connection.Silence;
            connection.Dispose();
            throw new DeviceException(silence);
        }

        return new TagReader(connection, hardware.Clock, firmware);
    }

    /// <summary>Waits for a tag and reads it; null when none came in time.</summary>
    /// <exception cref="DeviceException">The reader stopped answering.</exception>
    public TagReading? Read(TimeSpan wait, CancellationToken stopping) =>
        Await((TagFound tag, out TagReading? reading) => TryRead(tag, out reading), wait, stopping);

    /// <summary>Waits for a tag and writes a message to it; what went wrong, empty when nothing did, null when no tag came in time.</summary>
    /// <exception cref="DeviceException">The reader stopped answering.</exception>
    public string? Write(byte[] message, TimeSpan wait, CancellationToken stopping) =>
        Await((TagFound tag, out string? problem) => TryWrite(tag, message, out problem), wait, stopping);

    public void Dispose() => connection.Dispose();

    private delegate bool Work<T>(TagFound tag, out T? result);

    private T? Await<T>(Work<T> work, TimeSpan wait, CancellationToken stopping)
        where T : class
    {
        var deadline = clock.SinceBoot + wait;

        // A tag that was let go of a moment ago may lie there still, asleep.
        Chip.CycleField();
        do
        {
            if (FindTag() is { } tag)
            {
                if (work(tag, out var result))
                {
                    Chip.Release();
                    return result;
                }

                // Taken away too early, or asleep after an error: the field's coming back wakes whoever is there.
                Chip.CycleField();
            }

            connection.Link.Rest(PollEvery);
        }
        while (clock.SinceBoot < deadline && !stopping.IsCancellationRequested);
        return null;
    }

    /// <summary>The first tag of any kind.</summary>
    private TagFound? FindTag()
    {
        foreach (var step in Steps)
        {
            var outcome = Chip.Find(step, found);
            if (outcome != Pn532Outcome.Done)
            {
                // Once is noise, or a machine that had no time; only a chip that cannot be started anew has stopped.
                return connection.TryStart(out _)
                    ? null
                    : throw new DeviceException($"the reader at {connection.Link.Name} stopped answering ({outcome}); check its power and cable");
            }

            if (found.Count > 0)
            {
                return found[0];
            }
        }

        return null;
    }

    /// <summary>False when the tag was taken away too early.</summary>
    private bool TryRead(TagFound tag, out TagReading? reading)
    {
        var uid = Convert.ToHexStringLower(tag.Uid.Span);
        reading = new TagReading(tag.Kind, uid, 0, IsWritable: false, Message: null);
        if (tag.Kind == TagKind.Type4)
        {
            var card = new TypeFourAccess(Chip, tag);
            var asked = card.Read(out var message);
            reading = reading with { DataBytes = Math.Max(0, card.Capability.FileBytesMax - 2), Message = message.Length > 0 ? message : null };
            return asked == Pn532Outcome.Done;
        }

        if (tag.Kind != TagKind.Type2)
        {
            return true;
        }

        var access = new TypeTwoAccess(Chip, tag);
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

        var access = new TypeTwoAccess(Chip, tag);
        if (access.Read() != Pn532Outcome.Done)
        {
            return false;
        }

        problem = access.Write(message);
        return true;
    }
}
