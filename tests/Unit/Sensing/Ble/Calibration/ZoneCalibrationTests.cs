using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>A technician who stands in three zones, with radios whose antennas differ.</summary>
public class ZoneCalibrationTests
{
    private static readonly CalibrationRadio[] Radios = [new("hci0", "entrance"), new("hci1", "shop"), new("hci2", "counter")];

    [Fact]
    public void ADeafRadioIsFoundAndItsOffsetMendsTheZones()
    {
        var samples = Stand(seconds: 20, deafDb: 12, seed: 1);

        Assert.Empty(ZoneCalibration.Problems(Radios, samples));
        var result = ZoneCalibration.Solve(Radios, samples);

        Assert.InRange(result.Now.Accuracy, 0, 0.8);
        Assert.InRange(result.Proposed.Accuracy, 0.9, 1);
        Assert.True(result.IsBetter);
        Assert.InRange(result.OffsetsDb[1].Db - Math.Max(result.OffsetsDb[0].Db, result.OffsetsDb[2].Db), 4, 15);
        Assert.Equal("set the offsets below", result.Advice);
        Assert.Equal(20, result.Now.Of(0));
    }

    [Fact]
    public void RadiosThatAreRightAreLeftAlone()
    {
        var result = ZoneCalibration.Solve(Radios, Stand(seconds: 20, deafDb: 0, seed: 2));

        Assert.Equal(1, result.Now.Accuracy);
        Assert.All(result.OffsetsDb, one => Assert.Equal(0, one.Db));
        Assert.Equal("leave everything as it is", result.Advice);
    }

    [Fact]
    public void RadiosThatHearTheSameCannotTellZonesApart()
    {
        var random = new Random(3);
        var samples = Radios.SelectMany(standing => Enumerable.Range(0, 200).SelectMany(i => Radios.Select(radio =>
            new CalibrationSample(i / 10.0, standing.Zone, radio.Adapter, -70 + random.Next(-6, 7))))).ToList();

        var result = ZoneCalibration.Solve(Radios, samples);

        Assert.InRange(result.Proposed.Accuracy, 0, 0.6); // chosen by chance on one half, it does not hold on the other
        Assert.StartsWith("the zones cannot be told apart", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void AZoneThatWasNotHeardIsAsked()
    {
        var samples = Stand(seconds: 20, deafDb: 0, seed: 4).Where(sample => sample.Standing != "shop").ToList();

        Assert.StartsWith("shop: the beacon was heard in 0 seconds", Assert.Single(ZoneCalibration.Problems(Radios, samples)), StringComparison.Ordinal);
        Assert.Contains("one zone only", ZoneCalibration.Problems([Radios[0]], samples).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordingIsReadAsItWasWritten()
    {
        var samples = Stand(seconds: 2, deafDb: 0, seed: 5);
        var problems = new List<string>();

        Assert.Equal(samples, CalibrationFile.Read(samples.Select(CalibrationFile.Line), problems));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"t":1,"standing":"a","radio":"b","rssi":-1.5}""")]
    [InlineData("""{"t":1,"standing":3,"radio":"b","rssi":-1}""")]
    [InlineData("""{"t":"1","standing":"a","radio":"b","rssi":-1}""")]
    public void AnotherLineIsAProblemWithItsNumber(string line)
    {
        var problems = new List<string>();
        Assert.Empty(CalibrationFile.Read(["", line], problems));
        Assert.StartsWith("line 2 is not", Assert.Single(problems), StringComparison.Ordinal);
    }

    // Ten advertisements a second, 2 m from the zone's own radio and 8 m from the others, with fading.
    private static List<CalibrationSample> Stand(int seconds, int deafDb, int seed)
    {
        var random = new Random(seed);
        return [.. Radios.SelectMany((standing, zone) => Enumerable.Range(0, seconds * 10).SelectMany(i => Radios.Select((radio, heard) => new CalibrationSample(
            Math.Round((zone * 100) + (i / 10.0), 3),
            standing.Zone,
            radio.Adapter,
            (int)Math.Round(-59 - (24 * Math.Log10(zone == heard ? 2 : 5)) - (heard == 1 ? deafDb : 0) + ((random.NextDouble() + random.NextDouble() - 1) * 8))))))];
    }
}
