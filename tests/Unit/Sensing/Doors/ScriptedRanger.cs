using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>An A02YYUW that measures as fast as it is read.</summary>
internal sealed class ScriptedRanger(SimulatedClock clock, IReadOnlyList<double> millimetres) : IHardware, ISerialPort
{
    private readonly CancellationTokenSource stopping = new();
    private int next;

    public CancellationToken Stopping => stopping.Token;

    public IClock Clock => clock;

    public string Name => "/dev/ttyAMA5";

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        clock.Advance(TimeSpan.FromMilliseconds(100));
        if (next == millimetres.Count)
        {
            stopping.Cancel();
            return 0;
        }

        var distance = (int)millimetres[next++];
        if (distance < 0)
            return 0;
        (buffer[0], buffer[1], buffer[2]) = (0xFF, (byte)(distance >> 8), (byte)distance);
        buffer[3] = (byte)(buffer[0] + buffer[1] + buffer[2]);
        return 4;
    }

    public ISerialPort OpenSerialPort(string path, int baud) => this;

    public void Write(ReadOnlySpan<byte> bytes) => throw new InvalidOperationException("the ranger listens to nobody");

    public void DiscardInput()
    {
    }

    public void Dispose()
    {
    }

    public IRadio OpenRadio(string adapter) => throw new DeviceException("a ranger has no radio");

    public IGpioLines OpenGpioLines(GpioLinesSettings settings) => throw new DeviceException("a ranger has no lines");

    public II2cBus OpenI2cBus(string bus) => throw new DeviceException("a ranger has no I2C bus");
}
