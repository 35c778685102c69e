using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>The gateway's own iBeacon, sent while it listens.</summary>
public sealed class AdvertiseTests : IDisposable
{
    private const string OnTheAir = "0201061AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000070102C5";

    private static readonly Enrolment Nobody = new(new PrivacyOptions(), []);

    private readonly SimulatedClock clock = new() { WaitsPassTime = true };
    private readonly SensorVitals vitals = new("radio", "ble", TimeSpan.FromSeconds(35));
    private BleListener? listener;

    public void Dispose() => listener?.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void TheBeaconIsSentWhileTheRadioScans(bool supportsExtended, bool hasPublicAddress)
    {
        var radio = Open(new SimulatedRadio("hci0", clock) { SupportsExtended = supportsExtended, HasPublicAddress = hasPublicAddress });
        Listen(seconds: 1);

        Assert.Equal(OnTheAir, Convert.ToHexString(radio.Advertising!));
        Assert.Equal($"scans ({(supportsExtended ? "extended" : "legacy")}, passive), advertises", vitals.Health(clock.SinceBoot).Reason);
        radio.Hear(new SimulatedAdvertisement(1, -60, [2, 1, 6]), clock.SinceBoot);
        Listen(seconds: 1);
        Assert.Equal(1, vitals.Health(clock.SinceBoot).Signals);
    }

    [Fact]
    public void AResetControllerAdvertisesAgain()
    {
        var radio = Open(new SimulatedRadio("hci0", clock));
        Listen(seconds: 1);
        radio.Hang();
        radio.StopAdvertising();
        Listen(seconds: 25);

        Assert.NotNull(radio.Advertising);
    }

    [Fact]
    public void AdvertisingThatAnotherProgramSwitchedOffIsSwitchedOnAgain()
    {
        var radio = Open(new SimulatedRadio("hci0", clock));
        Listen(seconds: 1);
        radio.StopAdvertising();
        for (var second = 0; second < 302; second++)
        {
            radio.Hear(new SimulatedAdvertisement(1, -60, [2, 1, 6]), clock.SinceBoot);
            Listen(seconds: 1);
        }

        Assert.NotNull(radio.Advertising);
    }

    [Fact]
    public void ARefusalIsSaidAndListeningGoesOn()
    {
        var setup = new AdvertiseSetup(Beacon);
        setup.Begin(extended: true);
        for (var i = 0; i < 20 && setup.State == ScanSetupState.Waiting; i++)
        {
            setup.Take(HciCommand.OpcodeOf(setup.Command), [0x0C]);
        }

        Assert.Equal((ScanSetupState.Failed, "the controller answers command 0x2036 with Command Disallowed (0x0C)"), (setup.State, setup.Problem));
    }

    [Fact]
    public void AnotherProgramsAnswerChangesNothing()
    {
        var setup = new AdvertiseSetup(Beacon);
        setup.Begin(extended: false);
        Assert.False(setup.Take(AdvertiseCommand.SetParameters, [0]));
        Assert.True(setup.Take(AdvertiseCommand.SetEnable, [0x0C])); // it was off
    }

    [Fact]
    public void ProblemsNameTheirKey()
    {
        var wrong = new IBeaconAdvertisement { Uuid = "x", Major = -1, MeasuredPowerDbm = 30, Interval = TimeSpan.Zero, TxPowerDbm = 21 };
        Assert.Equal(
            ["a.uuid", "a.major/minor", "a.measuredPowerDbm", "a.interval", "a.txPowerDbm"], wrong.Problems("a").Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Empty(new IBeaconAdvertisement().Problems("a"));
        Assert.Empty(Beacon.Problems("a"));
    }

    private static IBeaconAdvertisement Beacon => new() { Uuid = "e2c56db5-dffb-48d2-b060-d0f5a71096e0", Major = 7, Minor = 258 };

    private SimulatedRadio Open(SimulatedRadio radio)
    {
        listener = new BleListener(new BleSensorOptions { Name = "radio", Zone = "entrance", Advertise = Beacon }, radio.Open(), clock, vitals, Nobody);
        listener.Begin();
        return radio;
    }

    private void Listen(int seconds)
    {
        for (var until = clock.SinceBoot + TimeSpan.FromSeconds(seconds); clock.SinceBoot < until;)
        {
            Assert.True(listener!.Listen());
        }
    }
}
