namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// The chip's side of the serial protocol (NXP UM0701-02, section 6.2.1), written apart from the driver's so that the two do not
/// share a mistake. One byte at a time, as a UART interrupt would.
/// </summary>
internal sealed class HostFrames
{
    private const int DataBytesMax = 265;

    private readonly List<byte> data = new(DataBytesMax);
    private Func<byte, HostFrame> next;
    private int length;
    private bool sawZero;

    public HostFrames() => next = AwaitStart;

    /// <summary>The command and its parameters, after <see cref="HostFrame.Command"/>.</summary>
    public ReadOnlySpan<byte> Command => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(data)[1..];

    public HostFrame Take(byte one) => next(one);

    private HostFrame AwaitStart(byte one)
    {
        if (sawZero && one == 0xFF)
            next = AwaitLength;

        sawZero = one == 0;
        return HostFrame.None;
    }

    private HostFrame AwaitLength(byte one)
    {
        length = one;
        next = AwaitLengthCheck;
        return HostFrame.None;
    }

    private HostFrame AwaitLengthCheck(byte one) => (length, one) switch
    {
        (0x00, 0xFF) => Done(HostFrame.Ack),
        (0xFF, 0x00) => Done(HostFrame.Nack),
        (0xFF, 0xFF) => Extended(),
        _ when (byte)(length + one) == 0 && length > 1 => Begin(length),
        _ => Done(HostFrame.None),
    };

    private HostFrame Extended()
    {
        var (high, low, count) = (0, 0, 0);
        next = one =>
        {
            count++;
            if (count == 1)
                high = one;
            else if (count == 2)
                low = one;
            else
                return (byte)(high + low + one) == 0 && ((high << 8) | low) is > 1 and <= DataBytesMax ? Begin((high << 8) | low) : Done(HostFrame.None);

            return HostFrame.None;
        };
        return HostFrame.None;
    }

    private HostFrame Begin(int count)
    {
        data.Clear();
        length = count;
        next = TakeData;
        return HostFrame.None;
    }

    private HostFrame TakeData(byte one)
    {
        data.Add(one);
        if (data.Count == length)
            next = CheckSum;

        return HostFrame.None;
    }

    private HostFrame CheckSum(byte one)
    {
        var sum = one;
        foreach (var part in data)
        {
            sum += part;
        }

        return Done(sum != 0 ? HostFrame.Garbled : data[0] == 0xD4 ? HostFrame.Command : HostFrame.None);
    }

    private HostFrame Done(HostFrame frame)
    {
        (next, sawZero) = (AwaitStart, false);
        return frame;
    }
}
