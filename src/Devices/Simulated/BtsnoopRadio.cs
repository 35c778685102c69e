namespace EdgeGateway.Devices.Simulated;

/// <summary>A capture as a radio. Commands are ignored: what it says was said long ago.</summary>
public sealed class BtsnoopRadio : IRadio
{
    private readonly object monitor = new();
    private readonly BtsnoopReader reader;
    private readonly Stream stream;
    private readonly IClock clock;
    private readonly BtsnoopPacing pacing;
    private TimeSpan? playedSince;
    private long recordedSince;
    private bool hasNext;
    private bool isAtEnd;

    public BtsnoopRadio(string name, Stream stream, IClock clock, BtsnoopPacing pacing)
    {
        Name = Path.GetFileName(name);
        this.stream = stream;
        this.clock = clock;
        this.pacing = pacing;
        reader = BtsnoopReader.Open(stream, name);
    }

    public string Name { get; }

    /// <summary>Why the capture ended early; empty when it is whole.</summary>
    public string Problem => reader.Problem;

    /// <summary>Whether an adapter's name means a file.</summary>
    public static bool IsCapture(string adapter) =>
        adapter.Contains('/', StringComparison.Ordinal) || adapter.EndsWith(".btsnoop", StringComparison.Ordinal) || File.Exists(adapter);

    /// <summary>Opens a capture file.</summary>
    /// <exception cref="DeviceException">It cannot be read or is no btsnoop file.</exception>
    public static BtsnoopRadio Open(string path, IClock clock, BtsnoopPacing pacing)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 * 1024);
            return new BtsnoopRadio(path, stream, clock, pacing);
        }
        catch (Exception problem) when (problem is DeviceException or IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw problem as DeviceException
                ?? new DeviceException($"cannot play {path}: {problem.Message}; give the path of a readable btsnoop capture", problem);
        }
    }

    public int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at)
    {
        at = clock.SinceBoot;
        if (!hasNext && !ReadNext()) return -1;

        if (pacing == BtsnoopPacing.AsRecorded)
        {
            var due = Due();
            if (!IsDueWithin(due, timeout)) return 0;
            at = due;
        }

        hasNext = false;
        reader.Packet.CopyTo(packet);
        return reader.Packet.Length;
    }

    public void Send(ReadOnlySpan<byte> command)
    {
    }

    public void Reset()
    {
    }

    public void Dispose() => stream.Dispose();

    private bool ReadNext()
    {
        if (isAtEnd || !reader.ReadEvent())
        {
            isAtEnd = true;
            return false;
        }

        if (playedSince is null) (playedSince, recordedSince) = (clock.SinceBoot, reader.Microseconds);
        return hasNext = true;
    }

    // Records may be out of order or carry any number as their time; such a record is due at once.
    private TimeSpan Due()
    {
        var microseconds = Math.Clamp(reader.Microseconds - recordedSince, 0, TimeSpan.MaxValue.Ticks / 100);
        return playedSince!.Value + TimeSpan.FromMicroseconds(microseconds);
    }

    private bool IsDueWithin(TimeSpan due, TimeSpan timeout)
    {
        var wait = due - clock.SinceBoot;
        if (wait <= TimeSpan.Zero) return true;

        lock (monitor)
        {
            var shorter = wait < timeout ? wait : timeout;
            if (clock is SimulatedClock simulated)
                simulated.Wait(monitor, () => clock.SinceBoot >= due, shorter);
            else
                Monitor.Wait(monitor, shorter);
        }

        return clock.SinceBoot >= due;
    }
}
