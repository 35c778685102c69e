namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// A simulated PN532 at an I2C bus or an SPI bus (NXP UM0701-02, sections 6.2.4 and 6.2.5): a status byte says whether a frame is
/// ready, and a frame is read in one go or asked for again.
/// </summary>
public sealed class SimulatedPn532Bus
{
    private const byte DataWrite = 0x01;
    private const byte StatusRead = 0x02;
    private const byte DataRead = 0x03;
    private const byte Ready = 0x01;
    private const byte Undefined = 0xA5; // Behind a frame's end, or when none is ready, the chip clocks out whatever it has.

    // Never held while the chip is called, which has a lock of its own and calls back.
    private readonly Lock gate = new();
    private readonly Queue<(TimeSpan Due, byte[] Bytes)> frames = new();
    private readonly Func<TimeSpan> now;
    private TimeSpan lastDue;

    /// <param name="now">The clock that the chip's own times pass on.</param>
    public SimulatedPn532Bus(Func<TimeSpan> now)
    {
        this.now = now;
        Chip = new SimulatedPn532(Send);
    }

    public SimulatedPn532 Chip { get; }

    /// <summary>Transfers so far, status reads among them.</summary>
    public int Transfers { get; private set; }

    /// <summary>Frames that were not read to their end.</summary>
    public int CutReads { get; private set; }

    /// <summary>The level of P70_IRQ: low while a frame is ready.</summary>
    public bool InterruptLine => !IsReady;

    private bool IsReady
    {
        get
        {
            lock (gate)
            {
                return Chip.IsThere && frames.TryPeek(out var first) && first.Due <= now();
            }
        }
    }

    /// <summary>One transfer at its I2C address; false does not acknowledge.</summary>
    public bool AnswerI2c(ReadOnlySpan<byte> write, Span<byte> read)
    {
        // Its address wakes it up; until its oscillator runs it holds the clock or, seen with real ones, does not acknowledge.
        if (!Chip.IsThere || Chip.WakeUp())
        {
            return false;
        }

        Transfers++;
        if (write.Length > 0)
            Take(write);

        read.Fill(Undefined);
        var isReady = IsReady;
        if (read.Length > 0)
            read[0] = isReady ? Ready : (byte)0;
        if (read.Length > 1 && isReady)
            Give(read[1..]);

        return true;
    }

    /// <summary>One transfer with its chip select low; every byte has its least significant bit first.</summary>
    public void AnswerSpi(ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (!Chip.IsThere || Chip.WakeUp())
        {
            return; // Nobody drives the line: FF.
        }

        Transfers++;
        read.Fill(Undefined);
        switch (write.Length > 0 ? Reversed(write[0]) : 0)
        {
            case DataWrite:
                Take(write[1..].ToArray().Select(Reversed).ToArray());
                break;
            case StatusRead:
                read.Fill(IsReady ? Ready : (byte)0);
                break;
            case DataRead when IsReady:
                Give(read);
                break;
        }

        foreach (ref var one in read)
        {
            one = Reversed(one);
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            frames.Clear(); // A new command, or the host's acknowledgement, ends what was to be said.
            lastDue = now();
        }

        Chip.Receive(bytes);
    }

    private void Give(Span<byte> into)
    {
        lock (gate)
        {
            var frame = frames.Dequeue().Bytes;
            CutReads += frame.Length > into.Length ? 1 : 0;
            frame.AsSpan(0, Math.Min(frame.Length, into.Length)).CopyTo(into);
        }
    }

    private void Send(byte[] bytes, TimeSpan after)
    {
        lock (gate)
        {
            lastDue = (lastDue > now() ? lastDue : now()) + after;
            frames.Enqueue((lastDue, bytes));
        }
    }

    private static byte Reversed(byte one)
    {
        var (from, into) = (one, 0);
        for (var bit = 0; bit < 8; bit++, from >>= 1)
        {
            into = (into << 1) | (from & 1);
        }

        return (byte)into;
    }
}
