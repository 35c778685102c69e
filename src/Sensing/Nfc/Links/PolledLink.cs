using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>A PN532 on a bus that has to be asked: waits for a frame by its interrupt line, or by asking again and again.</summary>
/// <param name="interrupt">P70_IRQ, low while a frame is ready; null when it is not wired.</param>
/// <param name="pause">Waits on the clock that the bus lives by.</param>
internal sealed class PolledLink(IPn532Bus bus, IGpioLines? interrupt, IClock clock, Action<TimeSpan> pause) : IPn532Link
{
    // The acknowledgement takes less than a millisecond, what a tag says some; who has nothing to say after that needs longer.
    private static readonly TimeSpan QuickRest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongRest = TimeSpan.FromMilliseconds(4);
    private const int QuickRests = 10;

    // A wire that is broken, or a chip that was not yet told to use it, must cost time and no tap.
    private static readonly TimeSpan InterruptWithin = TimeSpan.FromMilliseconds(20);

    // Its oscillator has to start; libnfc's SPI driver waits 1 ms here.
    private static readonly TimeSpan AwakeAfter = TimeSpan.FromMilliseconds(2);

    private bool awaitsAck;

    public string Name => bus.Name;

    public string Remedy => bus.Remedy;

    public string Trouble => bus.Trouble;

    public void WakeUp()
    {
        // Being addressed, or selected, is what wakes it (section 6.3.2.3); what it says to that is of no interest.
        bus.IsReady();
        pause(AwakeAfter);
    }

    public void Write(ReadOnlySpan<byte> frame)
    {
        bus.Send(frame);
        awaitsAck = frame.Length > Pn532Frame.Ack.Length;
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var deadline = clock.SinceBoot + timeout;
        if (!AwaitReady(deadline))
        {
            return 0;
        }

        // The first answer to a command is its acknowledgement.
        var first = buffer[..Math.Min(awaitsAck ? Pn532Frame.Ack.Length : bus.FirstReadBytes, buffer.Length)];
        awaitsAck = false;
        bus.Receive(first);
        var length = Pn532Frame.LengthOf(first);
        if (length <= first.Length || length > buffer.Length || length > Pn532Frame.BytesMax)
        {
            return length > 0 && length <= first.Length ? length : first.Length;
        }

        // A read that ends early loses the rest; the chip says it all again when it is told that nothing was understood (section 6.2.1.4).
        bus.Send(Pn532Frame.Nack);
        if (!AwaitReady(deadline))
        {
            return 0;
        }

        bus.Receive(buffer[..length]);
        return length;
    }

    public void Discard()
    {
        // A new command ends what the chip was about to say (section 6.2.1.3).
    }

    public void Rest(TimeSpan time) => pause(time);

    public void Dispose()
    {
        interrupt?.Dispose();
        bus.Dispose();
    }

    private bool AwaitReady(TimeSpan deadline)
    {
        for (var rests = 0; !bus.IsReady(); rests++)
        {
            var left = deadline - clock.SinceBoot;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            if (interrupt is not null)
                interrupt.WaitForEdge(Shorter(left, InterruptWithin), out _);
            else
                pause(Shorter(left, rests < QuickRests ? QuickRest : LongRest));
        }

        return true;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
