using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>The sensor on the simulated controller; waiting passes the simulated time, so that an hour of silence takes no time.</summary>
public class BleSensorTests
{
    private static readonly Enrolment Enrolled =
        new(new PrivacyOptions(), [new() { Name = "app", IBeacons = [new() { Uuid = "e2c56db5-dffb-48d2-b060-d0f5a71096e0" }] }]);

    private static readonly byte[] Member = AdvertisementData.IBeacon(Guid.Parse("e2c56db5-dffb-48d2-b060-d0f5a71096e0"), 1, 2, -59);

    private readonly SimulatedClock clock = new() { WaitsPassTime = true };
    private readonly SightingQueue queue = new(10_000);
    private readonly SensorVitals vitals = new("radio", "ble", TimeSpan.FromSeconds(35));

    [Theory]
    [InlineData(true, "scans (extended, passive)")]
    [InlineData(false, "scans (legacy, passive)")]
    public void TheControllerIsSetUpAndBeaconsAreSighted(bool supportsExtended, string reason)
    {
        var (radio, listener) = Open(supportsExtended);

        Listen(listener, seconds: 1);
        Hear(radio);
        Listen(listener, seconds: 1);

        Assert.Equal([(SensorCondition.Working, reason)], Reports(out var sighted));
        Assert.Equal("e2c56db5-dffb-48d2-b060-d0f5a71096e0/1/2", Assert.Single(sighted).Beacon.Value);
        Assert.Equal(SensorCondition.Working, vitals.Health(clock.SinceBoot).Condition);
    }

    [Fact]
    public void ScanningThatAnotherProgramSwitchedOffIsSwitchedOnAgainBeforeAnybodyNotices()
    {
        var (radio, listener) = Open();
        Listen(listener, seconds: 1);
        Hear(radio);
        Listen(listener, seconds: 1);

        radio.StopScanning();
        Listen(listener, seconds: 12);
        Hear(radio);
        Listen(listener, seconds: 1);

        Assert.Equal([SensorCondition.Working], Reports(out var sighted).Select(report => report.Condition));
        Assert.Equal(2, sighted.Count);
    }

    [Fact]
    public void AControllerThatHangsIsResetBeforeAnybodyNotices()
    {
        var (radio, listener) = Open();
        Listen(listener, seconds: 1);
        Hear(radio);
        Listen(listener, seconds: 1);

        radio.Hang();
        Listen(listener, seconds: 24);
        Hear(radio);
        Listen(listener, seconds: 1);

        // Two seconds after the repeated scan command it is known to hang; after the reset it answers.
        Assert.Equal([SensorCondition.Working, SensorCondition.Failed, SensorCondition.Working], Reports(out var sighted).Select(report => report.Condition));
        Assert.Equal(2, sighted.Count);
    }

    [Fact]
    public void SilenceIsReportedAtTheLimitOnceAndItsEndToo()
    {
        var (radio, listener) = Open();
        Listen(listener, seconds: 1);
        Hear(radio);
        Listen(listener, seconds: 3600);
        Hear(radio);
        Listen(listener, seconds: 1);

        var reports = Reports(out _);
        Assert.Equal([SensorCondition.Working, SensorCondition.Silent, SensorCondition.Working], reports.Select(report => report.Condition));
        Assert.StartsWith("no advertisement for 30 s", reports[1].Reason, StringComparison.Ordinal);
        Assert.StartsWith("hears advertisements again after 36", reports[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAdapterThatMayNotBeResetIsListenedToAllTheSame()
    {
        var hardware = new SimulatedHardware(clock);
        var radio = hardware.AddRadio("hci0");
        hardware.OpenRadio("hci0");
        var listener = new BleListener(new BleSensorOptions { Name = "radio", Zone = "entrance" }, new UnresettableRadio(radio), clock, vitals, Enrolled);
        listener.Begin();
        Listen(listener, seconds: 300);
        Hear(radio);
        Listen(listener, seconds: 1);

        var reports = Reports(out var sighted);
        Assert.Equal([SensorCondition.Working, SensorCondition.Silent, SensorCondition.Working], reports.Select(report => report.Condition));
        Assert.Contains("in vain (EPERM; needs CAP_NET_ADMIN)", reports[1].Reason, StringComparison.Ordinal);
        Assert.Single(sighted);
    }

    [Fact]
    public void AControllerThatNeverAnswersFailsWithinSeconds()
    {
        var (radio, listener) = Open(hung: true);
        Listen(listener, seconds: 3);

        Assert.Equal([(SensorCondition.Failed, "hci0 does not answer commands")], Reports(out _));
        Assert.NotNull(radio);
    }

    [Fact]
    public void GarbageFromTheControllerIsSurvived()
    {
        var (radio, listener) = Open();
        var random = new Random(4);
        for (var i = 0; i < 2000; i++)
        {
            var packet = new byte[random.Next(1, IRadio.PacketBytesMax)];
            random.NextBytes(packet);
            packet[0] = 0x04;
            radio.Deliver(packet, clock.SinceBoot);
            Assert.True(listener.Listen());
        }

        Listen(listener, seconds: 15);
        Hear(radio);
        Listen(listener, seconds: 1);
        Reports(out var sighted);
        Assert.NotEmpty(sighted);
    }

    [Fact]
    public void AnUnpluggedAdapterIsADeviceException()
    {
        var (radio, listener) = Open();
        Listen(listener, seconds: 1);
        radio.Unplug();

        Assert.Throws<DeviceException>(() => listener.Listen());
    }

    [Fact]
    public void ARecordedRadioEndsWithAReport()
    {
        var hardware = new SilentEndRadio(clock);
        var sensor = new BleSensor(new BleSensorOptions { Name = "radio", Zone = "entrance" }, hardware, Enrolled);

        sensor.Run(queue, CancellationToken.None);

        Assert.Equal([(SensorCondition.Silent, "the recording is at its end")], Reports(out _));
    }

    private (SimulatedRadio Radio, BleListener Listener) Open(bool supportsExtended = true, bool hung = false)
    {
        var hardware = new SimulatedHardware(clock);
        var radio = hardware.AddRadio("hci0", supportsExtended);
        if (hung)
        {
            radio.Hang();
        }

        var listener = new BleListener(
            new BleSensorOptions { Name = "radio", Zone = "entrance" }, hardware.OpenRadio("hci0"), clock, vitals, Enrolled);
        listener.Begin();
        return (radio, listener);
    }

    private void Listen(BleListener listener, int seconds)
    {
        for (var until = clock.SinceBoot + TimeSpan.FromSeconds(seconds); clock.SinceBoot < until;)
        {
            Assert.True(listener.Listen());
        }

        listener.Hand(queue, CancellationToken.None);
    }

    private void Hear(SimulatedRadio radio) => radio.Hear(new SimulatedAdvertisement(0x112233445566, -60, Member), clock.SinceBoot);

    private List<(SensorCondition Condition, string Reason)> Reports(out List<BeaconSighting> sighted)
    {
        var reports = new List<(SensorCondition, string)>();
        sighted = [];
        while (queue.Reader.TryRead(out var sighting))
        {
            if (sighting is SensorReport report)
            {
                Assert.True(report.Condition == SensorCondition.Working || report.Remedy.Length > 0, report.Reason);
                reports.Add((report.Condition, report.Reason));
            }
            else if (sighting is BeaconSighting beacon)
            {
                sighted.Add(beacon);
            }
        }

        return reports;
    }

    private sealed class UnresettableRadio(SimulatedRadio radio) : IRadio
    {
        public string Name => radio.Name;

        public long PacketsLost => radio.PacketsLost;

        public int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at) => radio.Receive(packet, timeout, out at);

        public void Send(ReadOnlySpan<byte> command) => radio.Send(command);

        public void Reset() => throw new DeviceException("EPERM; needs CAP_NET_ADMIN");

        public void Dispose() => radio.Dispose();
    }

    private sealed class SilentEndRadio(IClock clock) : IHardware, IRadio
    {
        public IClock Clock => clock;

        public string Name => "capture.btsnoop";

        public long PacketsLost => 0;

        public IRadio OpenRadio(string adapter) => this;

        public IGpioLines OpenGpioLines(GpioLinesSettings settings) => throw new NotSupportedException();

        public II2cBus OpenI2cBus(string bus) => throw new NotSupportedException();

        public ISerialPort OpenSerialPort(string path, int baud) => throw new NotSupportedException();

        public int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at)
        {
            at = clock.SinceBoot;
            return -1;
        }

        public void Send(ReadOnlySpan<byte> command)
        {
        }

        public void Reset()
        {
        }

        public void Dispose()
        {
        }
    }
}
