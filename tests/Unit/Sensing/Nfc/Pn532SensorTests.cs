using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

public sealed class Pn532SensorTests
{
    private static readonly byte[] Uid = [0x04, 0xA2, 0x3C, 0x52, 0xD7, 0x5C, 0x80];
    private static readonly byte[] ClubUri = [0xD1, 0x01, 0x12, 0x55, 0x04, .. "club.example/4711"u8];
    private static readonly byte[] ClubText = [0xD1, 0x01, 0x0B, 0x54, 0x02, .. "enclub:42"u8, 0x21];
    private static readonly byte[] OtherUri = [0xD1, 0x01, 0x0B, 0x55, 0x04, .. "other.test"u8];

    [Fact]
    public void TapOfAnEnrolledUriTellsWho()
    {
        var bench = new NfcBench();
        bench.Chip.Present(Uid, ClubUri);

        var tap = Assert.Single(Taps(bench.RunFor(2)));
        Assert.Equal(("counter", "till", "iso14443a"), (tap.Sensor, tap.Zone, tap.Technology));
        Assert.Equal(new Identifier("ndef-uri", "club", "https://club.example/4711"), tap.Identifier);
    }

    [Fact]
    public void UriGoesBeforeTheUidAndTheUidBeforeNothing()
    {
        var enrolledUid = Convert.ToHexStringLower(Uid);
        var both = new NfcBench(uids: [enrolledUid]);
        both.Chip.Present(Uid, ClubUri);
        Assert.Equal("ndef-uri", Assert.Single(Taps(both.RunFor(2))).Identifier!.Kind);

        var uidOnly = new NfcBench(uids: [enrolledUid]);
        uidOnly.Chip.Present(Uid, OtherUri);
        Assert.Equal(new Identifier("nfc-uid", "club", enrolledUid), Assert.Single(Taps(uidOnly.RunFor(2))).Identifier);
    }

    [Fact]
    public void EnrolledTextTellsWho()
    {
        var bench = new NfcBench();
        bench.Chip.Present([1, 2, 3, 4], ClubText);
        Assert.Equal(new Identifier("ndef-text", "club", "club:42!"), Assert.Single(Taps(bench.RunFor(2))).Identifier);
    }

    [Fact]
    public void CardOfNobodyIsATapWithoutIdentifier()
    {
        var bench = new NfcBench();
        bench.Chip.Present(Uid, OtherUri);
        Assert.Null(Assert.Single(Taps(bench.RunFor(2))).Identifier);
    }

    [Fact]
    public void NothingLeavesInTheCountTier()
    {
        var bench = new NfcBench(PrivacyTier.Count, "*");
        bench.Chip.Present(Uid, ClubUri);
        Assert.Null(Assert.Single(Taps(bench.RunFor(2))).Identifier);
    }

    [Fact]
    public void ThreadThatIsKeptFromRunningTakesNoAnswerForSilence()
    {
        var (host, device) = SimulatedSerialPort.CreatePair("/dev/ttyS1", new SimulatedClock { WaitsPassTime = true });
        SimulatedPn532.Attach(device);
        var link = new HsuLink(host, 115200);
        link.WakeUp();
        var chip = new Pn532(link, new StarvedClock());

        Assert.Equal(Pn532Outcome.Done, chip.Exchange([0x02], TimeSpan.FromMilliseconds(500), out var firmware));
        Assert.Equal(0x32, firmware.Span[0]); // IC of GetFirmwareVersion's answer, UM0701-02 section 7.2.2
        Assert.Equal(0, chip.Repeats);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(7, 40)]
    [InlineData(10, 300)]
    public void MessageOfAnyLengthIsReadFromTagsOfAnyUid(int uidBytes, int pathChars)
    {
        var path = "club.example/" + new string('x', pathChars);
        var payload = 1 + path.Length;
        byte[] message = [0xC1, 0x01, 0, 0, (byte)(payload >> 8), (byte)payload, 0x55, 0x04, .. System.Text.Encoding.ASCII.GetBytes(path)];
        var bench = new NfcBench();
        bench.Chip.Present([.. Enumerable.Range(1, uidBytes).Select(i => (byte)i)], message);
        Assert.Equal("https://" + path, Assert.Single(Taps(bench.RunFor(3))).Identifier!.Value);
    }

    [Fact]
    public void CardLeftLyingIsOneTapAndTheSameCardLaterAnother()
    {
        var bench = new NfcBench();
        var taps = Taps(bench.RunFor(
            80,
            (0, () => bench.Chip.Present(Uid, ClubUri)),
            (60, bench.Chip.Remove),
            (61, () => bench.Chip.Present(Uid, ClubUri)), // within the debounce time: still the same tap
            (62, bench.Chip.Remove),
            (70, () => bench.Chip.Present(Uid, ClubUri)))); // after it
        Assert.Equal(2, taps.Count);
    }

    [Fact]
    public void TwoCardsInTurnAreTwoTaps()
    {
        var bench = new NfcBench();
        var taps = Taps(bench.RunFor(
            4, (0, () => bench.Chip.Present(Uid, ClubUri)), (1, () => bench.Chip.Present([9, 8, 7, 6], OtherUri)), (2, () => bench.Chip.Present(Uid, ClubUri))));
        Assert.Equal(2, taps.Count);
    }

    [Fact]
    public void PhoneThatDrawsAnotherRandomUidIsTheSameTap()
    {
        var bench = new NfcBench();
        var taps = Taps(bench.RunFor(2, (0, () => bench.Chip.Present([0x08, 1, 2, 3], [])), (1, () => bench.Chip.Present([0x08, 4, 5, 6], []))));
        Assert.Single(taps);
    }

    [Fact]
    public void BlankTagIsATapWithoutIdentifier()
    {
        var bench = new NfcBench();
        bench.Chip.Present(Uid, []);
        Assert.Null(Assert.Single(Taps(bench.RunFor(2))).Identifier);
    }

    [Theory]
    [InlineData(Pn532Fault.Garbage)]
    [InlineData(Pn532Fault.BitErrors)]
    public void NoiseOnTheLineCostsNoTap(Pn532Fault fault)
    {
        var bench = new NfcBench();
        bench.Chip.Fault = fault;
        bench.Chip.Present(Uid, ClubUri);
        Assert.Equal("ndef-uri", Assert.Single(Taps(bench.RunFor(2))).Identifier!.Kind);
    }

    [Fact]
    public void ReaderThatLostItsPowerForAMomentIsWokenUpAgain()
    {
        var bench = new NfcBench();
        var taps = Taps(bench.RunFor(10, (3, bench.Chip.PowerCycle), (6, () => bench.Chip.Present(Uid, ClubUri))));
        Assert.Single(taps);
    }

    [Theory]
    [InlineData(Pn532Fault.Deaf)]
    [InlineData(Pn532Fault.Mute)]
    public void ReaderThatGoesDeafIsGivenUpWithARemedyWithinSeconds(Pn532Fault fault)
    {
        var bench = new NfcBench();
        var failed = Assert.Throws<DeviceException>(() => bench.RunFor(60, (10, () => bench.Chip.Fault = fault)));
        Assert.Contains("with 115200 baud does not answer; check its power", failed.Message, StringComparison.Ordinal);
        Assert.True(bench.Clock.SinceBoot < TimeSpan.FromSeconds(60 + 10 + 5));
    }

    [Fact]
    public void WorkingReaderSaysSoOnceAndStaysAlive()
    {
        var bench = new NfcBench();
        var report = Assert.IsType<SensorReport>(Assert.Single(bench.RunFor(60)));
        Assert.Equal((SensorCondition.Working, "PN532 1.6 answers"), (report.Condition, report.Reason));
        Assert.Null(bench.Sensor.Vitals.Check(bench.Clock.SinceBoot));
    }

    [Fact]
    public void ChipThatRepeatsAnOldFrameForEverIsGivenUpInTime()
    {
        var clock = new SimulatedClock();
        var chip = new Pn532(new StuckLink(clock), clock);
        var began = clock.SinceBoot;

        Assert.Equal(Pn532Outcome.NoAnswer, chip.Exchange([0x02], TimeSpan.FromMilliseconds(100), out _));
        Assert.True(clock.SinceBoot - began < TimeSpan.FromMilliseconds(200));
    }

    private static List<Tap> Taps(List<Sighting> said) => [.. said.OfType<Tap>()];

    /// <summary>A chip on I2C that hangs with its last frame, an acknowledgement, in its buffer, and gives it to every read.</summary>
    private sealed class StuckLink(SimulatedClock clock) : IPn532Link
    {
        private int reads;

        public string Name => "0x24 on i2c-1";

        public string Remedy => "";

        public string Trouble => "";

        public void WakeUp()
        {
        }

        public void Write(ReadOnlySpan<byte> frame)
        {
        }

        public int Read(Span<byte> buffer, TimeSpan timeout)
        {
            Assert.True(++reads < 10_000, "it is read without end");
            clock.Advance(TimeSpan.FromMilliseconds(1));
            Pn532Frame.Ack.CopyTo(buffer);
            return Pn532Frame.Ack.Length;
        }

        public void Discard()
        {
        }

        public void Rest(TimeSpan time)
        {
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Whoever asks it has been kept from running for two seconds, longer than any answer is waited for.</summary>
    private sealed class StarvedClock : IClock
    {
        private TimeSpan now;

        public TimeSpan SinceBoot => now += TimeSpan.FromSeconds(2);

        public DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + now;

        public bool IsSynchronised => true;

        public Guid BootId => Guid.Empty;
    }
}
