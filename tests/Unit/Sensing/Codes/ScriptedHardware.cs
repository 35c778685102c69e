using EdgeGateway.Devices;

namespace EdgeGateway.Tests.Unit.Sensing.Codes;

/// <summary>A world of one serial line.</summary>
internal sealed class ScriptedHardware(IClock clock, ISerialPort line) : IHardware
{
    public IClock Clock => clock;

    public ISerialPort OpenSerialPort(string path, int baud) => line;

    public IRadio OpenRadio(string adapter) => throw new NotSupportedException();

    public IGpioLines OpenGpioLines(GpioLinesSettings settings) => throw new NotSupportedException();

    public II2cBus OpenI2cBus(string bus) => throw new NotSupportedException();
}
