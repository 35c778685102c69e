using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Benchmarks.Ble;

/// <summary>The real clock and one <see cref="PacketSocketRadio"/>.</summary>
internal sealed class LoadedHardware : IHardware
{
    public LoadedHardware() => Radio = new PacketSocketRadio(Clock);

    public PacketSocketRadio Radio { get; }

    public IClock Clock { get; } = new LinuxHardware().Clock;

    public IRadio OpenRadio(string adapter) => Radio;

    public IGpioLines OpenGpioLines(GpioLinesSettings settings) => throw new NotSupportedException();

    public II2cBus OpenI2cBus(string bus) => throw new NotSupportedException();

    public ISerialPort OpenSerialPort(string path, int baud) => throw new NotSupportedException();
}
