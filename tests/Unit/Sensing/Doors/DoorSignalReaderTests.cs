using System.Text;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class DoorSignalReaderTests
{
    private readonly DoorSignalReader reader = new();

    [Fact]
    public void EdgeIsRead()
    {
        var signal = Read("""{"t":1.08,"line":"inner","level":1}""");
        Assert.Equal((SignalKind.Beam, TimeSpan.FromSeconds(1.08), BeamLine.Inner, true), (signal.Kind, signal.At, signal.Line, signal.IsBroken));
    }

    [Fact]
    public void DistanceIsRead() => Assert.Equal(
        new TofReading(TimeSpan.FromSeconds(2), 1, 1234, 4), Read("""{"mm":1234,"status":4,"roi":1,"t":2,"note":{"any":[1]}}""").Distance);

    [Theory]
    [InlineData(64)]
    [InlineData(768)]
    public void FrameIsRead(int pixels)
    {
        var signal = Read($$"""{"t":3,"pixels":[{{string.Join(',', Enumerable.Range(0, pixels).Select(i => $"{i}.25"))}}]}""");
        Assert.Equal((SignalKind.Thermal, pixels, 1.25f), (signal.Kind, signal.Celsius.Length, signal.Celsius.Span[1]));
    }

    [Theory]
    [InlineData("", "no JSON object")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "no JSON object")]
    [InlineData("{} {}", "no JSON object")]
    [InlineData("{}", "no t")]
    [InlineData("""{"t":1}""", "neither an edge")]
    [InlineData("""{"t":"1","line":"outer","level":1}""", "t is no number")]
    [InlineData("""{"t":-1,"line":"outer","level":1}""", "t is no number")]
    [InlineData("""{"t":1e300,"line":"outer","level":1}""", "t is no number")]
    [InlineData("""{"t":1,"line":"middle","level":1}""", "none of \"outer\", \"inner\" and \"single\"")]
    [InlineData("""{"t":1,"line":"outer","level":2}""", "level is neither")]
    [InlineData("""{"t":1,"roi":2,"mm":5,"status":0}""", "roi is neither")]
    [InlineData("""{"t":1,"roi":1,"mm":5.5,"status":0}""", "mm is no whole number")]
    [InlineData("""{"t":1,"pixels":[1,2]}""", "2 numbers instead of 64 or 768")]
    [InlineData("""{"t":1,"pixels":[1,"2"]}""", "no list of numbers")]
    [InlineData("""{"t":1,"pixels":3}""", "no list of numbers")]
    [InlineData("""{"t":1,"echo":"far"}""", "echo is no whole number")]
    [InlineData("""{"t":1,"columns":9,"pixels":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}""", "columns is 9")]
    public void BadLineSaysWhatIsWrong(string line, string expected)
    {
        Assert.False(reader.TryRead(Encoding.UTF8.GetBytes(line), out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyBytesAtAllAreSurvived()
    {
        var random = new Random(3);
        var good = Encoding.UTF8.GetBytes("""{"t":1.5,"roi":0,"mm":1234,"status":0,"pixels":[1,2,3],"line":"outer","level":1,"echo":7,"columns":8}""");
        for (var i = 0; i < 50_000; i++)
        {
            var bytes = good.ToArray();
            for (var j = random.Next(1, 4); j > 0; j--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Assert.Equal(reader.TryRead(bytes.AsSpan(0, random.Next(bytes.Length + 1)), out _, out var problem), problem.Length == 0);
        }
    }

    private DoorSignal Read(string line)
    {
        Assert.True(reader.TryRead(Encoding.UTF8.GetBytes(line), out var signal, out var problem), problem);
        return signal;
    }
}
