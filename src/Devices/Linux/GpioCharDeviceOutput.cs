namespace EdgeGateway.Devices.Linux;

/// <summary>One GPIO line that is driven, through the character device, uAPI v2.</summary>
internal sealed class GpioCharDeviceOutput : IGpioOutput
{
    private const ulong TheLine = 1; // Bit 0: the first, and only, line of the request.

    private readonly FileDescriptor line;

    private GpioCharDeviceOutput(string name, FileDescriptor line)
    {
        Name = name;
        this.line = line;
    }

    public string Name { get; }

    internal static GpioCharDeviceOutput Open(GpioLineAddress address, bool high)
    {
        var settings = new GpioLinesSettings(address.Chip, [address.Offset]);
        var request = new Libc.GpioLineRequest { LineCount = 1, Flags = Libc.GpioFlags.Output, AttributeCount = 1 };
        request.Offsets[0] = (uint)address.Offset;
        request.Attributes[0] = new Libc.GpioAttribute { Id = Libc.GpioOutputValues, Value = high ? TheLine : 0, LineMask = TheLine };
        return new GpioCharDeviceOutput(address.ToString(), GpioLineRequest.Make(settings, request));
    }

    public void Set(bool high)
    {
        var values = new Libc.GpioLineValues { Bits = high ? TheLine : 0, Mask = TheLine };
        if (Libc.IoControl(line, Libc.GpioSetValues, ref values) < 0) throw LinuxError.Last("GPIO_V2_LINE_SET_VALUES", $"GPIO line {Name} is lost", GpioLineRequest.Remedy);
    }

    public void Dispose() => line.Dispose();
}
