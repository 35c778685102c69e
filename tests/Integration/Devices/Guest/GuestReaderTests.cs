using System.Diagnostics;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>The PN532 sensor through the real kernel's UARTs, I2C and SPI, with the real times.</summary>
[Collection("guest")]
public class GuestReaderTests
{
    private static readonly TimeSpan DetectionMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(120);

    private const double ProcessorShareMax = 0.01;

    public static TheoryData<ReaderBus> Buses => [ReaderBus.Serial, ReaderBus.I2c, ReaderBus.Spi];

    [Theory]
    [MemberData(nameof(Buses))]
    public async Task CardsAreReadThroughTheKernel(ReaderBus bus)
    {
        Guest.Require();
        await using var reader = new GuestReader(bus);
        reader.WaitUntil(() => reader.IsWorking, Guest.Soon * 2, "the reader answers");
        var took = Enumerable.Range(1, 3).Select(i => reader.TapWith((byte)i, Guest.Soon).TotalMilliseconds).ToList();
        Assert.Equal(["10203001", "10203002", "10203003"], reader.Taps.Select(tap => tap.Identifier!.Value));
        TestContext.Current.SendDiagnosticMessage($"{bus}: taps after {string.Join(", ", took.Select(one => $"{one:0}"))} ms");
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public async Task DeafReaderIsRecoveredByItsResetLine(ReaderBus bus)
    {
        Guest.Require();
        using var lines = new GpioSimChip();
        await using var reader = new GuestReader(bus, lines);
        reader.WaitUntil(() => reader.IsWorking, Guest.Soon * 2, "the reader answers");
        reader.TapWith(1, Guest.Soon);

        var since = Stopwatch.GetTimestamp();
        reader.Chip.Fault = Pn532Fault.Deaf;
        reader.WaitUntil(() => reader.Chip.Fault == Pn532Fault.None, DetectionMax, "its reset line is pulsed");
        var detected = Stopwatch.GetElapsedTime(since);
        reader.TapWith(2, RecoveryMax);
        TestContext.Current.SendDiagnosticMessage($"{bus}: deaf, reset after {detected.TotalSeconds:0.0} s, a tap after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
        // On a slow machine it may have said for a moment that the chip does not answer, which was true.
        Assert.Equal(SensorCondition.Working, reader.Reports[^1].Condition);
    }

    [Theory]
    [InlineData(ReaderBus.I2c)]
    [InlineData(ReaderBus.Spi)]
    public async Task CardIsReadWithTheInterruptLineWired(ReaderBus bus)
    {
        Guest.Require();
        using var lines = new GpioSimChip();
        await using var reader = new GuestReader(bus, lines, hasInterrupt: true);
        reader.WaitUntil(() => reader.IsWorking, Guest.Soon * 2, "the reader answers");
        var took = reader.TapWith(1, Guest.Soon);
        TestContext.Current.SendDiagnosticMessage($"{bus}: a tap after {took.TotalMilliseconds:0} ms with the interrupt line");
    }

    [Fact]
    public async Task MissingReadersAreReportedCostNothingAndComeBack()
    {
        Guest.Require();
        await using var serial = new GuestReader(ReaderBus.Serial);
        await using var i2c = new GuestReader(ReaderBus.I2c);
        await using var spi = new GuestReader(ReaderBus.Spi);
        GuestReader[] all = [serial, i2c, spi];
        foreach (var reader in all) reader.WaitUntil(() => reader.IsWorking, Guest.Soon * 2, "the reader answers");

        var detected = all.Select(reader =>
        {
            var since = Stopwatch.GetTimestamp();
            reader.Unplug();
            reader.WaitUntil(() => !reader.IsWorking, DetectionMax, "its absence is reported");
            return Stopwatch.GetElapsedTime(since);
        }).ToList();
        foreach (var reader in all) Assert.Contains("does not answer", reader.Reports[^1].Reason, StringComparison.Ordinal);

        var shares = await ProcessorShare.OnceItIsAsync(ProcessorShareMax, TestContext.Current.CancellationToken);

        var recovered = all.Select(reader =>
        {
            var since = Stopwatch.GetTimestamp();
            reader.Plug();
            reader.WaitUntil(() => reader.IsWorking, RecoveryMax, "it works again");
            return Stopwatch.GetElapsedTime(since);
        }).ToList();
        TestContext.Current.SendDiagnosticMessage(
            $"missing: {string.Join("; ", all.Select((reader, i) => $"{reader.Way} reported after {detected[i].TotalSeconds:0.0} s, back after {recovered[i].TotalSeconds:0.0} s"))}; {ProcessorShare.Sentence(shares)} while all three are missing");
        Assert.InRange(shares[^1], 0, ProcessorShareMax);
    }

    [Fact]
    public async Task DriverThatIsTakenAwayAndGivenBackIsNoEnd()
    {
        Guest.Require();
        await using var reader = new GuestReader(ReaderBus.Spi);
        reader.WaitUntil(() => reader.IsWorking, Guest.Soon * 2, "the reader answers");
        SpiUserSim.Unbind();
        reader.WaitUntil(() => reader.Reports.Exists(one => one.Reason.Contains("ESHUTDOWN", StringComparison.Ordinal) || one.Reason.Contains("ENOENT", StringComparison.Ordinal)), DetectionMax, "the loss is reported");
        SpiUserSim.Bind();
        reader.WaitUntil(() => reader.IsWorking, RecoveryMax, "it works again");
        reader.TapWith(1, Guest.Soon);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public async Task TechniciansToolReadsAndWrites(ReaderBus bus)
    {
        Guest.Require();
        await using var reader = new GuestReader(bus);
        reader.WaitUntil(() => reader.IsWorking, Guest.Soon * 2, "the reader answers");
        await reader.Runner.StopAsync();

        reader.Chip.Present([0x04, 1, 2, 3, 4, 5, 6], NdefWriter.Uri("https://club.example/4711"));
        using var tool = TagReader.Open(reader.Options);
        var message = NdefWriter.Uri("https://club.example/4712");
        Guest.WaitUntil(() => tool.Write(message, Guest.Soon, TestContext.Current.CancellationToken) == "", "the tag is written");
        Guest.WaitUntil(() => tool.Read(Guest.Soon, TestContext.Current.CancellationToken)?.Message is { } read && read.SequenceEqual(message), "it is read back");
    }
}
