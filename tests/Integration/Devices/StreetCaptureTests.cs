using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Integration.Devices;

/// <summary>A capture taken on a street stands in for a radio.</summary>
public class StreetCaptureTests
{
    [Fact]
    public void EveryReportOfTheStreetIsPlayed()
    {
        var capture = TestData.PathOf("ble", "street.btsnoop");
        var hardware = new LinuxHardware { CapturePacing = BtsnoopPacing.AsFastAsPossible };
        using var radio = hardware.OpenRadio(capture);

        var packet = new byte[IRadio.PacketBytesMax];
        var reports = 0;
        for (int length; (length = radio.Receive(packet, TimeSpan.Zero, out _)) >= 0;)
        {
            if (packet[1] == 0x3E && packet[3] is 0x02 or 0x0D) reports += packet[4];
        }

        Assert.Equal(412, reports);
        Assert.Equal("", Assert.IsType<BtsnoopRadio>(radio).Problem);
    }
}
