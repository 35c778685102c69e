using System.Text;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Codes;

namespace EdgeGateway.Tests.Unit.Sensing.Codes;

public sealed class CodeLineReaderTests
{
    [Fact]
    public void LineLongerThanAnyCodeIsUnreadableAndTheNextIsRead()
    {
        var found = Read(CodeEnd.Line, [.. Enumerable.Repeat((byte)'7', Enrolment.TextCharsMax + 1), (byte)'\r', .. "29\r"u8]);
        Assert.Equal([(CodeLineKind.Unreadable, ""), (CodeLineKind.Code, "29")], found);
    }

    [Fact]
    public void GroupSeparatorIsPartOfACodeAndOtherControlsAreNot() => Assert.Equal(
        [(CodeLineKind.Code, "01\u001D21"), (CodeLineKind.Unreadable, "")], Read(CodeEnd.Line, "01\u001D21\r01\u000221\r"u8.ToArray()));

    [Fact]
    public void TextBeyondAsciiIsUtf8() => Assert.Equal([(CodeLineKind.Code, "Zoë")], Read(CodeEnd.Line, Encoding.UTF8.GetBytes("Zoë\n")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnyBytesAreAnOrdinaryOutcome(int seed)
    {
        var random = new Random(seed);
        foreach (var end in Enum.GetValues<CodeEnd>())
        {
            var bytes = new byte[200_000];
            random.NextBytes(bytes);
            var found = Read(end, bytes);
            Assert.All(found, one => Assert.Equal(one.Kind == CodeLineKind.Code, one.Code.Length is > 0 and <= Enrolment.TextCharsMax));

            // Whatever came before, two ends later the reader is in step again.
            Assert.Equal("29", Read(end, [.. bytes, .. End(end), .. "29"u8, .. End(end)]).Last(one => one.Kind == CodeLineKind.Code).Code);
        }
    }

    // FF stands for silence, which no UTF-8 text contains.
    private static byte[] End(CodeEnd end) => [end switch { CodeEnd.Tab => (byte)'\t', CodeEnd.Line => (byte)'\r', _ => 0xFF }];

    private static List<(CodeLineKind Kind, string Code)> Read(CodeEnd end, byte[] bytes)
    {
        var reader = new CodeLineReader(end);
        var found = new List<(CodeLineKind, string)>();
        foreach (var one in bytes)
        {
            var kind = one == 0xFF && end == CodeEnd.Silence ? reader.Silence(out var code) : reader.Take(one, out code);
            if (kind != CodeLineKind.None)
                found.Add((kind, code));
        }

        return found;
    }
}
