using System.Diagnostics;
using EdgeGateway.Sensing.Codes;

namespace EdgeGateway.Tests.Unit.Sensing.Codes;

public sealed class CodeRuleTests
{
    [Theory]
    [InlineData("4006381333931", CheckDigit.Gs1, true)] // the EAN-13 of the specification's own kind of example
    [InlineData("4006381333932", CheckDigit.Gs1, false)]
    [InlineData("036000291452", CheckDigit.Gs1, true)] // UPC-A
    [InlineData("79927398713", CheckDigit.Luhn, true)] // ISO/IEC 7812-1's usual example
    [InlineData("79927398710", CheckDigit.Luhn, false)]
    [InlineData("7992739871x", CheckDigit.Luhn, false)]
    [InlineData("0", CheckDigit.Luhn, false)]
    [InlineData("anything", CheckDigit.None, true)]
    public void CheckDigitIsTheOneThatTheOthersDemand(string number, CheckDigit kind, bool right) =>
        Assert.Equal(right, CheckDigits.IsRight(number, kind));

    [Fact]
    public void PatternIsForTheWholeCode()
    {
        var rule = new CodeRule("[0-9]{4}|[A-Z]{2}", 1, 512, CheckDigit.None);
        Assert.Equal("1234", rule.NumberIn("1234").ToString());
        Assert.True(rule.NumberIn("12345").IsEmpty);
        Assert.True(rule.NumberIn("1234\n").IsEmpty);
        Assert.True(rule.NumberIn("xAB").IsEmpty);
    }

    [Fact]
    public void LengthIsTheNumbers()
    {
        var rule = new CodeRule("M(?<id>[0-9]+)", 4, 5, CheckDigit.None);
        Assert.True(rule.NumberIn("M123").IsEmpty);
        Assert.Equal("1234", rule.NumberIn("M1234").ToString());
        Assert.True(rule.NumberIn("M123456").IsEmpty);
    }

    [Theory]
    [InlineData("(", "is no regular expression")]
    [InlineData("(?=a)b", "looks around or back")]
    [InlineData(@"(a)\1", "looks around or back")]
    public void PatternThatCannotBeBoundedIsRefusedWithItsReason(string pattern, string reason) =>
        Assert.Contains(reason, CodeRule.ProblemOf(pattern), StringComparison.Ordinal);

    [Fact]
    public void PatternThatWouldBacktrackForEverEndsAtOnce()
    {
        var since = Stopwatch.GetTimestamp();
        Assert.True(new CodeRule("(a+)+b", 1, 512, CheckDigit.None).NumberIn(new string('a', 512)).IsEmpty);
        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60), "backtracking would take longer than the universe has");
    }

    [Fact]
    public void DefaultsWithNameAndDeviceAreSound() => Assert.Empty(new CodeScannerOptions { Name = "till", Port = "/dev/ttyACM0" }.Problems("codes.till"));

    [Fact]
    public void EveryProblemIsNamedWithItsKey()
    {
        var wrong = new CodeScannerOptions
        {
            Port = "ttyACM0",
            Keyboard = "event0",
            Baud = 1,
            Zone = "",
            End = (CodeEnd)9,
            CheckDigit = (CheckDigit)9,
            Pattern = "(",
            LengthMin = 0,
            Debounce = TimeSpan.Zero,
        };
        Assert.Equal(
            ["x:", "x:", "x.port:", "x.keyboard:", "x.baud:", "x.zone:", "x.end:", "x.checkDigit:", "x.pattern:", "x.lengthMin/lengthMax:", "x.debounce:"],
            wrong.Problems("x").Select(problem => problem.Split(' ')[0]));
    }
}
