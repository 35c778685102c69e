using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>The same reader on each of its buses.</summary>
public sealed class ReaderWayTests
{
    private static readonly byte[] Uid = [0x04, 0xA2, 0x3C, 0x52, 0xD7, 0x5C, 0x80];
    private static readonly byte[] ClubUri = [0xD1, 0x01, 0x12, 0x55, 0x04, .. "club.example/4711"u8];

    public static TheoryData<ReaderWay> Ways => [ReaderWay.Serial, ReaderWay.I2c, ReaderWay.Spi];

    [Theory]
    [MemberData(nameof(Ways))]
    public void CardIsReadOnEveryBus(ReaderWay way)
    {
        var bench = new NfcBench(NfcBench.Options(way));
        bench.Chip.Present(Uid, ClubUri);
        Assert.Equal("https://club.example/4711", Assert.Single(Taps(bench.RunFor(2))).Identifier!.Value);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void LongAnswerIsReadWhole(ReaderWay way)
    {
        var path = "club.example/" + new string('x', 450);
        byte[] message = [0xC1, 0x01, 0, 0, (byte)((path.Length + 1) >> 8), (byte)(path.Length + 1), 0x55, 0x04, .. System.Text.Encoding.ASCII.GetBytes(path)];
        var bench = new NfcBench(NfcBench.Options(way));
        bench.Chip.Present(new SimulatedCard(Uid).WithMessage(message, readBytesMax: 240));
        Assert.Equal("https://" + path, Assert.Single(Taps(bench.RunFor(3))).Identifier!.Value);

        // Where each byte costs time, a long frame is asked for twice; where none does, never.
        Assert.Equal(way == ReaderWay.I2c, bench.Bus.CutReads > 0);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void DeafReaderIsRecoveredByItsResetLine(ReaderWay way)
    {
        var bench = new NfcBench(NfcBench.Options(way) with { Reset = $"gpiochip0:{NfcBench.ResetLine}" });
        var said = bench.RunFor(
            20, (5, () => bench.Chip.Fault = Pn532Fault.Deaf), (8, () => bench.Chip.Present(Uid, ClubUri)));
        Assert.Single(Taps(said));
        Assert.Equal(1, bench.Resets);
        Assert.All(said.OfType<SensorReport>(), report => Assert.Equal(SensorCondition.Working, report.Condition));
    }

    [Theory]
    [InlineData(ReaderWay.Serial, "the PN532 at /dev/ttyAMA0 with 115200 baud does not answer; check its power, that RX and TX are crossed")]
    [InlineData(ReaderWay.I2c, "the PN532 at 0x24 on i2c-1 does not answer; check its power, SDA and SCL, that its switches say I2C (1 on, 2 off)")]
    [InlineData(ReaderWay.Spi, "the PN532 at spidev0.0 does not answer; check its power, MOSI, MISO, SCK and NSS, and that its switches say SPI (1 off, 2 on)")]
    public void ReaderWithoutAResetLineIsReportedWithinSeconds(ReaderWay way, string sentence)
    {
        var bench = new NfcBench(NfcBench.Options(way));
        var began = bench.Clock.SinceBoot;
        var failed = Assert.Throws<DeviceException>(() => bench.RunFor(60, (10, () => bench.Chip.Fault = Pn532Fault.Deaf)));
        Assert.StartsWith(sentence, failed.Message, StringComparison.Ordinal);
        Assert.InRange((bench.Clock.SinceBoot - began).TotalSeconds, 10, 15);
    }

    [Fact]
    public void ResetThatDoesNotHelpIsNamed()
    {
        var bench = new NfcBench(NfcBench.Options(ReaderWay.Spi) with { Reset = $"gpiochip0:{NfcBench.ResetLine}" });
        var failed = Assert.Throws<DeviceException>(() => bench.RunFor(30, (5, () => bench.Chip.IsPowered = false)));
        Assert.Contains("does not answer, not even after a pulse on its reset line gpiochip0:22; check its power", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheBusSaidIsInTheSentence()
    {
        var bench = new NfcBench(NfcBench.Options(ReaderWay.I2c));
        var failed = Assert.Throws<DeviceException>(() => bench.RunFor(30, (5, () => bench.Chip.IsPowered = false)));
        Assert.EndsWith("shows 24 (no transfer with 0x24 on i2c-1: EREMOTEIO; no acknowledgement (simulated))", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReaderThatIsPluggedInAgainIsReadAgain()
    {
        foreach (var way in new[] { ReaderWay.I2c, ReaderWay.Spi })
        {
            var bench = new NfcBench(NfcBench.Options(way));
            Assert.Throws<DeviceException>(() => bench.RunFor(30, (5, () => bench.Chip.IsPowered = false)));
            bench.Chip.IsPowered = true;
            bench.Chip.Present(Uid, ClubUri);
            Assert.Single(Taps(bench.RunFor(2)));
        }
    }

    [Fact]
    public void BusThatIsGoneIsAnErrorAtOnce()
    {
        var bench = new NfcBench(NfcBench.Options(ReaderWay.Spi));
        var began = bench.Clock.SinceBoot;
        Assert.Contains("ESHUTDOWN", Assert.Throws<DeviceException>(() => bench.RunFor(30, (5, () => bench.Spi.IsGone = true))).Message, StringComparison.Ordinal);
        Assert.InRange((bench.Clock.SinceBoot - began).TotalSeconds, 5, 6);
    }

    [Theory]
    [InlineData(ReaderWay.I2c)]
    [InlineData(ReaderWay.Spi)]
    public void InterruptLineThatStaysSilentCostsNoTap(ReaderWay way)
    {
        var bench = new NfcBench(NfcBench.Options(way) with { Interrupt = "gpiochip0:23" });
        bench.Chip.Present(Uid, ClubUri);
        Assert.Single(Taps(bench.RunFor(3)));
    }

    [Theory]
    [InlineData(ReaderWay.I2c)]
    [InlineData(ReaderWay.Spi)]
    public void AnswerThatIsGarbledIsAskedForAgain(ReaderWay way)
    {
        var bench = new NfcBench(NfcBench.Options(way));
        bench.Chip.Fault = Pn532Fault.BitErrors;
        bench.Chip.Present(Uid, ClubUri);
        Assert.Single(Taps(bench.RunFor(3)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void TechniciansToolReadsAndWritesOnEveryBus(ReaderWay way)
    {
        var bench = new NfcBench(NfcBench.Options(way));
        bench.Chip.Present(Uid, ClubUri);
        using var reader = TagReader.Open(bench.Hardware, NfcBench.Options(way), bench.Clock.Advance);
        var message = NdefWriter.Uri("https://club.example/2");
        Assert.Equal("", reader.Write(message, TimeSpan.FromSeconds(2), CancellationToken.None));
        Assert.Equal(message, reader.Read(TimeSpan.FromSeconds(2), CancellationToken.None)!.Message);
    }

    private static List<Tap> Taps(List<Sighting> said) => [.. said.OfType<Tap>()];
}
