using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Devices;

/// <summary>A controller on a serial line: framing, reset, noise and silence.</summary>
public sealed class H4RadioTests : IDisposable
{
    private readonly SimulatedClock clock = new() { WaitsPassTime = true };
    private readonly SimulatedHardware hardware;
    private readonly SimulatedSerialPort line;
    private readonly SimulatedRadio chip;
    private readonly byte[] packet = new byte[IRadio.PacketBytesMax];

    public H4RadioTests()
    {
        hardware = new SimulatedHardware(clock);
        line = hardware.AddSerialPort("/dev/ttyAMA1");
        chip = new SimulatedRadio("nrf52", clock) { HasPublicAddress = false };
    }

    public void Dispose() => chip.Dispose();

    [Fact]
    public void TheSensorScansAndAdvertisesOverASerialLine()
    {
        var controller = new SimulatedH4Controller(line, chip);
        var vitals = new SensorVitals("radio", "ble", TimeSpan.FromSeconds(35));
        var options = new BleSensorOptions { Name = "radio", Zone = "shop", Advertise = new() { Uuid = "e2c56db5-dffb-48d2-b060-d0f5a71096e0" } };
        using var listener = new BleListener(options, hardware.OpenRadio("h4:/dev/ttyAMA1:1000000"), clock, vitals, new Enrolment(new PrivacyOptions(), []));
        listener.Begin();
        Listen(listener, seconds: 1);
        for (var i = 0; i < 100; i++)
        {
            chip.Hear(new SimulatedAdvertisement(1, -60, [2, 1, 6]), clock.SinceBoot);
        }

        controller.Pump(TimeSpan.Zero);
        Listen(listener, seconds: 1);

        Assert.Equal(("scans (extended", 100L, 0L), (Reason(vitals), vitals.Health(clock.SinceBoot).Signals, vitals.Health(clock.SinceBoot).PacketsLost));
        Assert.NotNull(chip.Advertising);
    }

    [Fact]
    public void AHungControllerIsResetAndScansAgain()
    {
        var controller = new SimulatedH4Controller(line, chip);
        using var radio = hardware.OpenRadio("h4:/dev/ttyAMA1");
        chip.Hang();
        Assert.Contains("HCI Reset got no answer within 2 s", Assert.Throws<DeviceException>(radio.Reset).Message, StringComparison.Ordinal);
        chip.Reset();
        radio.Reset();
        Assert.NotNull(controller);
    }

    [Fact]
    public void NobodyOnTheLineSaysWhatToCheck()
    {
        var nobody = Assert.Throws<DeviceException>(() => hardware.OpenRadio("h4:/dev/ttyAMA1:1000000"));
        Assert.StartsWith("no Bluetooth controller answers on /dev/ttyAMA1: HCI Reset got no answer", nobody.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoiseIsSkippedAndCountedAndTheNextPacketIsWhole()
    {
        _ = new SimulatedH4Controller(line, chip);
        using var radio = hardware.OpenRadio("h4:/dev/ttyAMA1");
        byte[] good = [0x04, 0x0E, 0x04, 0x01, 0x01, 0x0C, 0x00];

        line.Write([0x00, 0xFE, .. good, 0x02, 0x00, 0x00, 0x02, 0x00, 0xAA, 0xBB, .. good, 0x77]);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(good.Length, radio.Receive(packet, TimeSpan.Zero, out _));
            Assert.Equal(good, packet.AsSpan(0, good.Length).ToArray());
        }

        Assert.Equal(0, radio.Receive(packet, TimeSpan.Zero, out _));
        Assert.Equal(2, radio.PacketsLost);
    }

    [Fact]
    public void APacketInPiecesIsOnePacket()
    {
        _ = new SimulatedH4Controller(line, chip);
        using var radio = hardware.OpenRadio("h4:/dev/ttyAMA1");
        byte[] good = [0x04, 0x3E, 0x0F, 0x02, 0x01, 0x03, 0x01, 1, 2, 3, 4, 5, 6, 0x03, 0x02, 0x01, 0x06, 0xC4];
        foreach (var octet in good.AsSpan(..^1))
        {
            line.Write([octet]);
            Assert.Equal(0, radio.Receive(packet, TimeSpan.Zero, out _));
        }

        line.Write(good.AsSpan(^1..));
        Assert.Equal(good.Length, radio.Receive(packet, TimeSpan.Zero, out _));
    }

    [Fact]
    public void AnythingAtAllIsSurvived()
    {
        var random = new Random(7);
        var framing = new H4Framing();
        for (var i = 0; i < 100_000; i++)
        {
            var free = framing.Free;
            Assert.True(free.Length > 1024, "the buffer has filled up");
            var count = random.Next(1, 40);
            random.NextBytes(free[..count]);
            if (random.Next(3) == 0)
            {
                free[0] = (byte)random.Next(2, 6);
            }

            framing.Received(count);
            while (framing.Next(packet) is > 0 and var length)
            {
                Assert.Equal(0x04, packet[0]);
                Assert.Equal(3 + packet[2], length);
            }
        }
    }

    [Theory]
    [InlineData("h4:/dev/ttyAMA1", 115200, false)]
    [InlineData("h4:/dev/ttyAMA1:1000000", 1000000, false)]
    [InlineData("h4:/dev/ttyAMA1:1000000:rtscts", 1000000, true)]
    public void AnAddressIsRead(string adapter, int baud, bool flowControl) =>
        Assert.Equal(new H4Address("/dev/ttyAMA1", baud, flowControl), H4Address.TryParse(adapter));

    [Theory]
    [InlineData("hci0")]
    [InlineData("h4:")]
    [InlineData("h4:/dev/ttyAMA1:fast")]
    [InlineData("h4:/dev/ttyAMA1:0")]
    [InlineData("h4:/dev/ttyAMA1:115200:xonxoff")]
    [InlineData("h4:/dev/ttyAMA1:115200:rtscts:")]
    public void AnythingElseIsNone(string adapter) => Assert.Null(H4Address.TryParse(adapter));

    private void Listen(BleListener listener, int seconds)
    {
        for (var until = clock.SinceBoot + TimeSpan.FromSeconds(seconds); clock.SinceBoot < until;)
        {
            Assert.True(listener.Listen());
        }
    }

    private string Reason(SensorVitals vitals) => vitals.Health(clock.SinceBoot).Reason.Split(',')[0];
}
