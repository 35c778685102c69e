using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

/// <summary>GPIO lines through the character device, uAPI v2: edges stamped, numbered and debounced by the kernel.</summary>
internal sealed class GpioCharDeviceLines : IGpioLines
{
    // The kernel's buffer per request; a beam pair makes four edges a person, so this is minutes of a stalled gateway.
    private const uint EdgesWaitingMax = 256;
    private const int EdgesReadMax = 16;

    private readonly FileDescriptor lines;
    private readonly IReadOnlyList<int> offsets;
    private readonly Libc.GpioLineEvent[] read = new Libc.GpioLineEvent[EdgesReadMax];
    private readonly EdgeOrder order = new();

    private GpioCharDeviceLines(string name, FileDescriptor lines, IReadOnlyList<int> offsets)
    {
        Name = name;
        this.lines = lines;
        this.offsets = offsets;
    }

    public string Name { get; }

    internal static GpioCharDeviceLines Open(GpioLinesSettings settings) =>
        new(GpioLineRequest.NameOf(settings), GpioLineRequest.Make(settings, Request(settings)), [.. settings.Offsets]);

    public bool IsActive(int offset)
    {
        var index = IndexOf(offset);
        var values = new Libc.GpioLineValues { Mask = 1ul << index };
        if (Libc.IoControl(lines, Libc.GpioGetValues, ref values) < 0) throw Lost("GPIO_V2_LINE_GET_VALUES");
        return (values.Bits >> index & 1) != 0;
    }

    public bool WaitForEdge(TimeSpan timeout, out GpioEdge edge)
    {
        if (order.TryTake(giveUpMissing: false, out edge)) return true;
        if (!order.IsHolding && !ReadEdges(timeout)) return false;

        while (!order.TryTake(giveUpMissing: false, out edge))
        {
            if (!ReadEdges(EdgeOrder.LateMax)) return order.TryTake(giveUpMissing: true, out edge);
        }

        return true;
    }

    public void Dispose() => lines.Dispose();

    private bool ReadEdges(TimeSpan timeout)
    {
        if (lines.Wait(Libc.PollIn, timeout) == 0) return false;

        // A chip that went away makes poll return at once, for ever; only reading tells, and only throwing ends the loop.
        var bytes = (int)Libc.Read(lines, MemoryMarshal.AsBytes(read.AsSpan()));
        if (bytes < 0 && LinuxError.LastErrno is Errno.EINTR or Errno.EAGAIN) return false;
        if (bytes < 0) throw Lost("read");
        if (bytes == 0) throw LinuxError.From(Errno.ENODEV, "read", $"GPIO lines {Name} are lost", GpioLineRequest.Remedy);

        foreach (var one in read.AsSpan(0, bytes / Unsafe.SizeOf<Libc.GpioLineEvent>()))
        {
            var at = LinuxClock.FromNanoseconds(0, (long)one.TimestampNanoseconds);
            order.Add(new GpioEdge(at, (int)one.Offset, one.Id == Libc.GpioRisingEdge, one.Sequence));
        }

        return order.IsHolding;
    }

    private static Libc.GpioLineRequest Request(GpioLinesSettings settings)
    {
        var request = new Libc.GpioLineRequest { LineCount = (uint)settings.Offsets.Count, EventBufferSize = EdgesWaitingMax };
        for (var i = 0; i < settings.Offsets.Count; i++)
        {
            request.Offsets[i] = (uint)settings.Offsets[i];
        }

        request.Flags = Libc.GpioFlags.Input | Libc.GpioFlags.EdgeRising | Libc.GpioFlags.EdgeFalling
            | (settings.ActiveLow ? Libc.GpioFlags.ActiveLow : Libc.GpioFlags.None) | Bias(settings.Bias);
        if (settings.Debounce > TimeSpan.Zero)
        {
            request.AttributeCount = 1;
            request.Attributes[0] = new Libc.GpioAttribute
            {
                Id = Libc.GpioDebounce,
                Value = (uint)settings.Debounce.TotalMicroseconds,
                LineMask = ulong.MaxValue >> (Libc.GpioLinesMax - settings.Offsets.Count),
            };
        }

        return request;
    }

    private static Libc.GpioFlags Bias(GpioBias bias) => bias switch
    {
        GpioBias.PullUp => Libc.GpioFlags.BiasPullUp,
        GpioBias.PullDown => Libc.GpioFlags.BiasPullDown,
        GpioBias.Disabled => Libc.GpioFlags.BiasDisabled,
        _ => Libc.GpioFlags.None,
    };

    private int IndexOf(int offset)
    {
        for (var i = 0; i < offsets.Count; i++)
        {
            if (offsets[i] == offset) return i;
        }

        throw new ArgumentOutOfRangeException(nameof(offset), offset, $"not one of the lines {Name}");
    }

    private DeviceException Lost(string call) => LinuxError.Last(call, $"GPIO lines {Name} are lost", GpioLineRequest.Remedy);
}
