using System.Text;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class DecodeLinesTests
{
    private const string Flags = """{"ok":true,"structures":[{"type":1,"value":"06"}],"frames":[]}""";

    [Theory]
    [InlineData("", "")]
    [InlineData("020106", Flags + "\n")]
    [InlineData("020106\n", Flags + "\n")]
    [InlineData("020106\r\n020106\r\n", Flags + "\n" + Flags + "\n")]
    [InlineData("\n020106\n", """{"ok":false,"error":"the line is empty"}""" + "\n" + Flags + "\n")]
    public void EveryLineHasItsAnswerInOrder(string input, string expected) => Assert.Equal(expected, Run(Encoding.ASCII.GetBytes(input)));

    [Theory]
    [InlineData(3301)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_000)]
    public void AnOverlongLineIsOneErrorAndTheNextLineIsRead(int length)
    {
        var input = Encoding.ASCII.GetBytes(new string('0', length) + "\n020106\n" + new string('0', length));
        var error = """{"ok":false,"error":"the line is longer than 3300 hex digits"}""" + "\n";

        Assert.Equal(error + Flags + "\n" + error, Run(input));
    }

    [Fact]
    public void LinesThatComeInPiecesArePutTogether()
    {
        var text = string.Concat(Enumerable.Repeat("020106\n02\n\nzz\n", 5000));
        var whole = Run(Encoding.ASCII.GetBytes(text));
        using var pieces = new PiecewiseStream(Encoding.ASCII.GetBytes(text), seed: 7);
        using var answers = new MemoryStream();

        new DecodeLines(DecodeFormat.Ad).Run(pieces, answers, CancellationToken.None);

        Assert.Equal(20_000, whole.Count(c => c == '\n'));
        Assert.Equal(whole, Encoding.UTF8.GetString(answers.ToArray()));
    }

    [Fact]
    public void AWholeRunOfGoodLinesAllocatesNothingPerLine()
    {
        var input = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0201060303AAFE1516AAFE00EE8B0CA750095477CB3E77000000000042\n", 20_000)));
        using var source = new MemoryStream(input);
        var lines = new DecodeLines(DecodeFormat.Ad);
        var before = GC.GetAllocatedBytesForCurrentThread();

        lines.Run(source, Stream.Null, CancellationToken.None);

        // Buffers and one-time work of the runtime; 20 000 lines at one byte each would already be more than this leaves.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 120_000);
    }

    private static string Run(byte[] input)
    {
        using var source = new MemoryStream(input);
        using var answers = new MemoryStream();
        new DecodeLines(DecodeFormat.Ad).Run(source, answers, CancellationToken.None);
        return Encoding.UTF8.GetString(answers.ToArray());
    }

    private sealed class PiecewiseStream(byte[] bytes, int seed) : MemoryStream(bytes)
    {
        private readonly Random random = new(seed);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(1, 100)));
    }
}
