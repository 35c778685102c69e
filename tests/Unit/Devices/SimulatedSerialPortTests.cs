using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public class SimulatedSerialPortTests
{
    private readonly SimulatedClock clock = new() { WaitsPassTime = true };

    [Fact]
    public void WhatOneEndWritesTheOtherReadsInOrder()
    {
        var (host, chip) = SimulatedSerialPort.CreatePair("/dev/ttyAMA0", clock);
        var buffer = new byte[8];

        host.Write([1, 2, 3]);
        host.Write([4]);

        Assert.Equal(2, chip.Read(buffer.AsSpan(0, 2), TimeSpan.Zero));
        Assert.Equal(2, chip.Read(buffer.AsSpan(2), TimeSpan.Zero));
        Assert.Equal([1, 2, 3, 4], buffer[..4]);
        Assert.Equal(0, host.Read(buffer, TimeSpan.Zero));
    }

    [Fact]
    public void AChipMayAnswerWhileTheDriverIsStillInWrite()
    {
        var (host, chip) = SimulatedSerialPort.CreatePair("/dev/ttyAMA0", clock);
        chip.BytesArrived = () => chip.Write([0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00]);

        host.Write([0x55]);

        Assert.Equal(6, host.Read(new byte[16], TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromMinutes(1), clock.SinceBoot);
    }

    [Fact]
    public void ASilentLineCostsTheTimeout()
    {
        var (host, _) = SimulatedSerialPort.CreatePair("/dev/ttyAMA0", clock);

        Assert.Equal(0, host.Read(new byte[16], TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(61), clock.SinceBoot);
    }

    [Fact]
    public void APulledCableFailsUntilItIsBack()
    {
        var (host, chip) = SimulatedSerialPort.CreatePair("/dev/ttyAMA0", clock);
        chip.Write([1]);
        host.Unplug();

        Assert.Contains("/dev/ttyAMA0", Assert.Throws<DeviceException>(() => host.Read(new byte[1], TimeSpan.Zero)).Message, StringComparison.Ordinal);
        Assert.Throws<DeviceException>(() => host.Write([1]));

        host.Plug();
        Assert.Equal(0, host.Read(new byte[1], TimeSpan.Zero));
    }
}
