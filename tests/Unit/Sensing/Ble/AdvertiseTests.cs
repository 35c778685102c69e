using EdgeGateway.Devices;
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
        HearAndListen(radio, seconds: 302);

        Assert.NotNull(radio.Advertising);
    }

    [Fact]
    public void AnAnswerThatIsLostCostsNoMoreThanAMoment()
    {
        var radio = new SimulatedRadio("hci0", clock);
        var losing = new LosingRadio(radio.Open());
        Begin(losing);
        Listen(seconds: 1);
        losing.LosesAnswerTo = AdvertiseCommand.SetExtendedEnable;
        HearAndListen(radio, seconds: 310);

        Assert.Equal(0, losing.LosesAnswerTo);
        Assert.NotNull(radio.Advertising);
        Assert.EndsWith(", advertises", vitals.Health(clock.SinceBoot).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AdvertisingThatWasRefusedIsTriedAgain()
    {
        var radio = new SimulatedRadio("hci0", clock);
        var losing = new LosingRadio(radio.Open()) { Refuses = AdvertiseCommand.SetExtendedParameters };
        Begin(losing);
        Listen(seconds: 1);
        Assert.Contains("does not advertise", vitals.Health(clock.SinceBoot).Reason, StringComparison.Ordinal);
        losing.Refuses = 0;
        HearAndListen(radio, seconds: 302);

        Assert.NotNull(radio.Advertising);
        Assert.EndsWith(", advertises", vitals.Health(clock.SinceBoot).Reason, StringComparison.Ordinal);
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
        Begin(radio.Open());
        return radio;
    }

    private void Begin(IRadio radio)
    {
        listener = new BleListener(new BleSensorOptions { Name = "radio", Zone = "entrance", Advertise = Beacon }, radio, clock, vitals, Nobody);
        listener.Begin();
    }

    private void HearAndListen(SimulatedRadio radio, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            radio.Hear(new SimulatedAdvertisement(1, -60, [2, 1, 6]), clock.SinceBoot);
            Listen(seconds: 1);
        }
    }

    private void Listen(int seconds)
    {
        for (var until = clock.SinceBoot + TimeSpan.FromSeconds(seconds); clock.SinceBoot < until;)
        {
            Assert.True(listener!.Listen());
        }
    }

    /// <summary>A controller whose answer to one command is lost once, as when the kernel gives a command up, or which refuses one.</summary>
    private sealed class LosingRadio(IRadio inner) : IRadio
    {
        public int LosesAnswerTo { get; set; }

        public int Refuses { get; set; }

        public string Name => inner.Name;

        public int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at)
        {
            var length = inner.Receive(packet, timeout, out at);
            if (length == 0 || !HciEvent.TryReadCommandResult(packet[..length], out var opcode, out _))
            {
                return length;
            }

            if (opcode == Refuses)
            {
                packet[6] = HciStatus.CommandDisallowed;
            }

            if (opcode != LosesAnswerTo)
            {
                return length;
            }

            LosesAnswerTo = 0;
            return 0;
        }

        public void Send(ReadOnlySpan<byte> command) => inner.Send(command);

        public void Reset() => inner.Reset();

        public void Dispose() => inner.Dispose();
    }
}
