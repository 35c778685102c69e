using EdgeGateway.Devices.Simulated;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class Vl53l1xTests
{
    private const int Oscillator = 0x29B;

    [Fact]
    public void ConfigurationReachesFromThePadsToTheStart() =>
        Assert.Equal(0x87 - 0x2D + 1, Vl53l1xConfiguration.Of(new Vl53l1xSettings(true, 33), Oscillator).Length);

    [Theory]
    [InlineData(true, 33, "0060", "006E", "0A", "0F0D0E0E")]
    [InlineData(true, 20, "001E", "0022", "0A", "0F0D0E0E")]
    [InlineData(false, 15, "001D", "0027", "14", "07050606")]
    [InlineData(false, 50, "01AE", "01E8", "14", "07050606")]
    public void DistanceModeAndBudgetAreWhereStPutsThem(bool isLong, int budget, string a, string b, string phase, string windows)
    {
        var block = Vl53l1xConfiguration.Of(new Vl53l1xSettings(isLong, budget), Oscillator);
        Assert.Equal([a, b, phase, windows], [At(0x5E, 2), At(0x61, 2), At(0x4B, 1), At(0x78, 4)]);

        // ST: the oscillator's 10 bits times milliseconds times 1.075.
        Assert.Equal((Oscillator * (budget + 5) * 1075 / 1000).ToString("X8", null), At(0x6C, 4));

        string At(int register, int bytes) => Convert.ToHexString(block.AsSpan(register - 0x2D, bytes));
    }

    // UM2600 gives 167 and 231 for two halves of 8 by 16.
    [Theory]
    [InlineData(true, 8, 167, 0xF7)]
    [InlineData(false, 8, 231, 0xF7)]
    [InlineData(true, 4, 151, 0xF3)]
    [InlineData(false, 4, 247, 0xF3)]
    public void RegionsLieAtTheEndsOfTheSpads(bool isFirst, int depth, int centre, int size)
    {
        var region = Vl53l1xRegion.Half(isFirst, depth);
        Assert.Equal((centre, size), (region.Centre, region.Size));
    }

    // UM2555's table: the corners, and the middle of all that the configuration begins with.
    [Theory]
    [InlineData(0, 0, 128)]
    [InlineData(15, 0, 248)]
    [InlineData(0, 15, 120)]
    [InlineData(15, 15, 0)]
    [InlineData(8, 7, 199)]
    public void SpadsAreNumberedAsInTheTable(int column, int row, int number) => Assert.Equal(number, Vl53l1xRegion.Spad(column, row));

    [Theory]
    [InlineData(9, 0)]
    [InlineData(6, 1)]
    [InlineData(4, 2)]
    [InlineData(8, 3)]
    [InlineData(5, 4)]
    [InlineData(3, 5)]
    [InlineData(19, 6)]
    [InlineData(7, 7)]
    [InlineData(0, 255)]
    [InlineData(31, 255)]
    public void ChipsStatusBecomesStsRangeStatus(byte raw, int status)
    {
        var bytes = new byte[Vl53l1xResult.Bytes];
        bytes[0] = (byte)(0xE0 | raw);
        Assert.Equal(status, Vl53l1xResult.Read(bytes).Status);
    }

    [Fact]
    public void ResultIsReadFromItsPlaces()
    {
        var bytes = Convert.FromHexString("09000160000384002800140000095A0381");
        Assert.Equal(new Vl53l1xResult(0, 2394, 897 * 8, 40 * 8, 0x60), Vl53l1xResult.Read(bytes));
    }

    [Theory]
    [InlineData(true, 33)]
    [InlineData(true, 100)]
    [InlineData(false, 15)]
    public void MeasurementTakesItsBudget(bool isLong, int budget)
    {
        var clock = new SimulatedClock();
        var bus = new SimulatedI2cBus("i2c-1");
        bus.Attach(0x29, new SimulatedVl53l1x(clock, (at, roi) => new TofRange(at, roi, 1000 + roi, 0)).Answer);
        var chip = new Vl53l1x(bus, 0x29, new Vl53l1xSettings(isLong, budget), clock.Advance);
        chip.Start();

        var raw = new byte[Vl53l1xResult.Bytes];
        for (var roi = 0; roi < 2; roi++)
        {
            chip.Begin(Vl53l1xRegion.Half(isFirst: roi == 0, 8));
            clock.Advance(TimeSpan.FromMilliseconds(budget - 1));
            Assert.False(chip.IsReady());
            clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(chip.IsReady());
            chip.Fetch(raw);
            Assert.Equal(1000 + roi, Vl53l1xResult.Read(raw).Millimetres);
        }
    }

    [Fact]
    public void EveryProblemOfTheOptionsIsReportedAtOnce() => Assert.Equal(
        ["d:", "d.zone:", "d.bus:", "d.address:", "d.orientation:", "d.timingBudget:", "d.roiDepthSpads:", "d.blockedAfter:", "d.silentAfter:",
            "d.mountMetres:", "d.personMetresMin:", "d.personMetresMax:"],
        new TofDoorOptions
        {
            Zone = "",
            Bus = "",
            Address = 1,
            Orientation = (TofOrientation)7,
            TimingBudget = TimeSpan.FromMilliseconds(25),
            RoiDepthSpads = 3,
            BlockedAfter = TimeSpan.Zero,
            SilentAfter = TimeSpan.Zero,
            MountMetres = 1,
            PersonMetresMin = 0,
            PersonMetresMax = 3,
        }.Problems("d").Select(line => line.Split(' ')[0]));

    [Fact]
    public void TwoSensorsOnOneChipAreAProblemAndOnTwoAreNone()
    {
        var one = new TofDoorOptions { Name = "left" };
        Assert.StartsWith("b.address: 41 on i2c-1 is also a;", Assert.Single(TofDoorOptions.ProblemsBetween([("a", one), ("b", one)])), StringComparison.Ordinal);
        Assert.Empty(TofDoorOptions.ProblemsBetween([("a", one), ("b", one with { Address = 0x2A }), ("c", one with { Bus = "i2c-3" })]));
    }
}
