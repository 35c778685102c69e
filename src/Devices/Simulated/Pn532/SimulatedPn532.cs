using System.Diagnostics;

namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// A PN532 as its host sees it (NXP UM0701-02): woken up, acknowledging each command, answering it after the time the real chip
/// takes. It can stand behind a <see cref="SimulatedSerialPort"/>, behind a pseudo-terminal, where libnfc takes it for a reader, or
/// at an I2C or SPI bus (<see cref="SimulatedPn532Bus"/>).
/// </summary>
public sealed partial class SimulatedPn532 : ISimulatedTagField
{
    // From the last byte of a command to the first of its acknowledgement.
    private static readonly TimeSpan AckAfter = TimeSpan.FromMilliseconds(0.4);

    private readonly Lock gate = new();
    private readonly HostFrames frames = new();
    private readonly Action<byte[], TimeSpan> send;
    private bool isAsleep = true;
    private byte[] lastAnswer = [];
    private Pending? pending;
    private bool isPowered = true;
    private bool isInReset;

    /// <param name="send">Takes what the chip sends, and how long after the command's end it does so.</param>
    public SimulatedPn532(Action<byte[], TimeSpan> send) => this.send = send;

    /// <summary>What is wrong with the chip.</summary>
    public Pn532Fault Fault { get; set; }

    /// <summary>Bytes of a card's answer that the chip hands over at once; the frame's limit, or less to exercise the rest.</summary>
    public int AnswerPartMax { get; set; } = 262;

    /// <summary>Commands understood since power-on.</summary>
    public int Commands { get; private set; }

    /// <summary>A chip that answers on the writer's thread, in no time: for virtual clocks.</summary>
    public static SimulatedPn532 Attach(SimulatedSerialPort device)
    {
        var chip = new SimulatedPn532((bytes, _) => device.Write(bytes));
        var buffer = new byte[1024];
        device.BytesArrived = () =>
        {
            for (var count = device.Read(buffer, TimeSpan.Zero); count > 0; count = device.Read(buffer, TimeSpan.Zero))
            {
                chip.Receive(buffer.AsSpan(0, count));
            }
        };
        return chip;
    }

    public void Present(byte[] uid, byte[] ndefMessage) => Present(uid, ndefMessage, isLocked: false);

    /// <param name="isLocked">The tag says that it is read-only, and is.</param>
    /// <param name="refusesPage">A page that cannot be written although the tag does not say so.</param>
    public void Present(byte[] uid, byte[] ndefMessage, bool isLocked = false, int? refusesPage = null) =>
        Present(new SimulatedTag(uid, ndefMessage, isLocked, refusesPage));

    /// <summary>Holds cards to the antenna, in place of any other.</summary>
    public void Present(params ISimulatedTag[] cards)
    {
        lock (gate)
        {
            Enter(cards);
            Resume();
        }
    }

    public void Remove()
    {
        lock (gate)
        {
            Enter([]);
        }
    }

    /// <inheritdoc/>
    public bool IsDone
    {
        get
        {
            lock (gate)
            {
                return !hasLooked || this.field.TrueForAll(one => one.IsDone);
            }
        }
    }

    /// <summary>False: it has no power, or is not there at all. Power forgets everything but the fault that only it can heal.</summary>
    public bool IsPowered
    {
        get => isPowered;
        set
        {
            isPowered = value;
            if (value)
                PowerCycle();
        }
    }

    /// <summary>The level of RSTPD_N: low holds the chip still, high lets it begin anew, whatever had hung.</summary>
    public void SetReset(bool high)
    {
        isInReset = !high;
        if (high)
            PowerCycle();
    }

    /// <summary>Power off and on: heals <see cref="Pn532Fault.Deaf"/> and forgets everything.</summary>
    public void PowerCycle()
    {
        lock (gate)
        {
            (isAsleep, pending, isFieldOn, hasLooked, Fault) = (true, null, false, false, Pn532Fault.None);
            Enter([.. field.Select(one => one.Tag)]);
            registers.Clear();
        }
    }

    /// <summary>Whether it takes part on its bus at all.</summary>
    internal bool IsThere => isPowered && !isInReset;

    /// <summary>The bus has woken it; true when it was asleep. On I2C its address does that, on SPI its chip select.</summary>
    internal bool WakeUp()
    {
        lock (gate)
        {
            var wasAsleep = isAsleep;
            isAsleep = false;
            return wasAsleep;
        }
    }

    /// <summary>Bytes from the host.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            foreach (var one in bytes)
            {
                // Section 6.3.2.3: asleep, the chip hears only the rising edges of 55.
                isAsleep &= one != 0x55;
                if (!isAsleep && IsThere && Fault != Pn532Fault.Deaf)
                    Hear(frames.Take(one));
            }
        }
    }

    /// <summary>Lets a poll that has found nothing give up when its time is over.</summary>
    internal void Tick()
    {
        lock (gate)
        {
            if (pending is { GivesUpAfter: { } limit } waiting && Stopwatch.GetElapsedTime(waiting.Since) >= limit)
            {
                pending = null;
                Answer(waiting.Nothing, TimeSpan.Zero);
            }
        }
    }

    private void Hear(HostFrame frame)
    {
        switch (frame)
        {
            case HostFrame.Ack:
                pending = null; // The host's acknowledgement ends what is under way.
                break;
            case HostFrame.Nack:
                Send(lastAnswer, TimeSpan.Zero);
                break;
            case HostFrame.Garbled:
                Send([0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00], AckAfter);
                break;
            case HostFrame.Command:
                pending = null;
                Commands++;
                Send([0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00], AckAfter);
                if (Fault != Pn532Fault.Mute)
                    Execute(frames.Command.ToArray());
                break;
        }
    }

    /// <summary>Sends an information frame: D5, the answer's code, its data.</summary>
    private void Answer(byte[] answer, TimeSpan after)
    {
        byte[] data = [0xD5, .. answer];
        var sum = data.Aggregate(0, (total, one) => total + one);
        byte[] length = data.Length > 255
            ? [0xFF, 0xFF, (byte)(data.Length >> 8), (byte)data.Length, (byte)-((data.Length >> 8) + data.Length)]
            : [(byte)data.Length, (byte)-data.Length];
        lastAnswer = [0x00, 0x00, 0xFF, .. length, .. data, (byte)-sum, 0x00];
        byte[] sent = [.. lastAnswer];
        sent[^2] += (byte)(Fault == Pn532Fault.BitErrors ? 1 : 0);
        Send(sent, after);
    }

    private void Send(byte[] bytes, TimeSpan after)
    {
        byte[] noise = [0xA5, 0x00, 0x00, 0xFF, 0x3C, 0x01, 0x00, 0xFF];
        send(Fault == Pn532Fault.Garbage ? [.. noise, .. bytes] : bytes, after);
    }

    /// <summary>A command that waits for a tag.</summary>
    /// <param name="Found">Makes the answer once a tag is there; null before.</param>
    /// <param name="Nothing">The answer when none comes.</param>
    /// <param name="GivesUpAfter">Null for never.</param>
    private sealed record Pending(Func<byte[]?> Found, byte[] Nothing, TimeSpan? GivesUpAfter, long Since);
}
