using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public sealed class SimulatedI2cBusTests : IDisposable
{
    private readonly SimulatedI2cBus bus = new("i2c-1");

    [Fact]
    public void TheChipAtTheAddressAnswers()
    {
        bus.Attach(0x29, (write, read) =>
        {
            read.Fill((byte)(write[0] + 1));
            return true;
        });

        var read = new byte[2];
        bus.Transfer(0x29, [0x41], read);
        Assert.Equal([0x42, 0x42], read);
    }

    [Fact]
    public void NobodyAtTheAddressIsNoAcknowledgement() =>
        Assert.Contains("0x29 on i2c-1: EREMOTEIO", Assert.Throws<DeviceException>(() => bus.Transfer(0x29, [0], [])).Message, StringComparison.Ordinal);

    [Fact]
    public void AStuckBusTimesOut()
    {
        bus.Attach(0x29, (_, _) => true);
        bus.IsStuck = true;

        Assert.Contains("ETIMEDOUT", Assert.Throws<DeviceException>(() => bus.Transfer(0x29, [0], [])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => bus.Dispose();
}
