using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// A PN532 (NXP UM0701-02): one command at a time, each acknowledged and then answered. What goes wrong on the way is an outcome; only
/// a line or bus that is gone throws.
/// </summary>
internal sealed partial class Pn532(IPn532Link link, IClock clock)
{
    // UM0701-02 section 6.2.2: the acknowledgement comes within 15 ms; a USB adapter holds bytes back for another 16 ms.
    private static readonly TimeSpan AckWithin = TimeSpan.FromMilliseconds(60);
    private const int AttemptsMax = 2;

    // A chip that hangs may give its last frame to every read, for ever.
    private const int StrayFramesMax = 8;

    private readonly Pn532FrameReader frames = new();
    private readonly byte[] outgoing = new byte[Pn532Frame.BytesMax];

    /// <summary>Bytes on the line that belonged to no frame.</summary>
    public long BytesSkipped => frames.BytesSkipped;

    /// <summary>Frames that had to be sent or asked for again.</summary>
    public long Repeats { get; private set; }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="command">Command code and parameters.</param>
    /// <param name="answer">What follows the answer's command code; valid until the next command.</param>
    public Pn532Outcome Exchange(ReadOnlySpan<byte> command, TimeSpan answerWithin, out ReadOnlyMemory<byte> answer)
    {
        answer = default;
        var length = Pn532Frame.Write(outgoing, command);
        for (var attempt = 1; ; attempt++)
        {
            link.Discard();
            frames.Clear();
            link.Write(outgoing.AsSpan(0, length));
            if (AwaitAck())
            {
                return AwaitAnswer((byte)(command[0] + 1), answerWithin, out answer);
            }

            if (attempt == AttemptsMax)
            {
                return Pn532Outcome.NoAcknowledgement;
            }

            Repeats++;
        }
    }

    private bool AwaitAck()
    {
        var deadline = clock.SinceBoot + AckWithin;
        return AwaitFrame(deadline).Kind == Pn532FrameKind.Ack;
    }

    private Pn532Outcome AwaitAnswer(byte code, TimeSpan within, out ReadOnlyMemory<byte> answer)
    {
        answer = default;
        var deadline = clock.SinceBoot + within;
        var hasAskedAgain = false;
        for (var stray = 0; ;)
        {
            var frame = AwaitFrame(deadline);
            switch (frame.Kind)
            {
                case Pn532FrameKind.Data when frame.Data.Span is [Pn532Frame.FromChip, var answered, ..] && answered == code:
                    answer = frame.Data[2..];
                    return Pn532Outcome.Done;
                case Pn532FrameKind.Error:
                    return Pn532Outcome.NotUnderstood;
                case Pn532FrameKind.Garbled when !hasAskedAgain:
                    hasAskedAgain = true;
                    Repeats++;
                    link.Write(Pn532Frame.Nack);
                    break;
                case Pn532FrameKind.None:
                case var _ when ++stray > StrayFramesMax:
                    // The host's acknowledgement ends the command (section 6.2.2.1 e), so that its late answer meets no other command.
                    link.Write(Pn532Frame.Ack);
                    return Pn532Outcome.NoAnswer;
                default:
                    // A late answer to another command, or a stray acknowledgement.
                    break;
            }
        }
    }

    /// <summary>The next frame; none when the deadline passed and none was waiting to be read.</summary>
    private Pn532Frame AwaitFrame(TimeSpan deadline)
    {
        for (var isLate = false; ;)
        {
            var frame = frames.Next();
            if (frame.Kind != Pn532FrameKind.None || isLate)
            {
                return frame;
            }

            // The deadline is the chip's: where it was this thread that was kept from running, the answer waits to be read. Once, or noise would go on for ever.
            var left = deadline - clock.SinceBoot;
            isLate = left <= TimeSpan.Zero;
            frames.Added(link.Read(frames.Free(), isLate ? TimeSpan.Zero : left));
        }
    }
}
