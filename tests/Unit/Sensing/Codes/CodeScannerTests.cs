using System.Text;
using EdgeGateway.Devices;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Codes;

namespace EdgeGateway.Tests.Unit.Sensing.Codes;

public sealed class CodeScannerTests
{
    // GS1: 2+9*3+1+2*3+3+4*3+5+6*3+7+8*3+9+0*3 = 114, so the check digit is 6.
    private const string Member = "2912345678906";

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void CodeOnASerialLineIsAScanWhateverEndsTheLine(string end)
    {
        var scan = Assert.Single(Scans(new CodesBench().Send(Encoding.ASCII.GetBytes(Member + end))));
        Assert.Equal(("till", "shoes", new Identifier("code", "club", Member)), (scan.Sensor, scan.Zone, scan.Identifier));
    }

    [Fact]
    public void CodeThatArrivesInPiecesIsOneCode() =>
        Assert.Equal(Member, Assert.Single(Scans(new CodesBench().Send("29123"u8.ToArray(), "45678906"u8.ToArray(), "\r"u8.ToArray()))).Identifier!.Value);

    [Theory]
    [InlineData(CodeEnd.Tab, "\t")]
    [InlineData(CodeEnd.Silence, "")]
    public void OtherEndsCanBeConfigured(CodeEnd end, string bytes)
    {
        var bench = new CodesBench(new CodeScannerOptions { End = end });
        Assert.Equal(Member, Assert.Single(Scans(bench.Send(Encoding.ASCII.GetBytes(Member + bytes), []))).Identifier!.Value);
    }

    [Fact]
    public void ScannerThatTypesTellsCapitalsAndSigns()
    {
        var bench = new CodesBench();
        Assert.Equal("CLUB-x{7}#", Assert.Single(Scans(bench.Type(3, (1, () => bench.Keys.Type("CLUB-x{7}#\n"))))).Identifier!.Value);
    }

    [Fact]
    public void EveryKeyOfTheKeyboardIsUnderstood()
    {
        var all = "CLUB " + new string([.. Enumerable.Range(0x21, 0x7F - 0x21).Select(one => (char)one)]);
        var bench = new CodesBench();
        Assert.Equal(all, Assert.Single(Scans(bench.Type(3, (1, () => bench.Keys.Type(all + "\n"))))).Identifier!.Value);
    }

    [Fact]
    public void KeypadDigitsAreDigits()
    {
        var bench = new CodesBench();
        int[] keypad = [80, 73, 82, 98, 79, 96]; // 2 9 0 / 1 Enter
        Assert.Equal("290/1", Assert.Single(Scans(bench.Type(3, (1, () => Array.ForEach(keypad, bench.Keys.Press))))).Identifier!.Value);
    }

    [Fact]
    public void CodeOfWhichKeysWereLostIsNobodys()
    {
        var bench = new CodesBench();
        var said = bench.Type(3, (1, () =>
        {
            bench.Keys.Type("2912");
            bench.Keys.Press(KeyStroke.Lost);
            bench.Keys.Type("78906\n");
        }
        ), (2, () => bench.Keys.Type(Member + "\n")));
        Assert.Equal(Member, Assert.Single(Scans(said)).Identifier!.Value);
        Assert.Equal(1, bench.Scanner!.UnreadableLines);
    }

    [Fact]
    public void CodeOfNobodyIsAScanWithoutIdentifier() => Assert.Null(Assert.Single(Scans(new CodesBench().Send("4006381333931\r"u8.ToArray()))).Identifier);

    [Fact]
    public void NothingLeavesInTheCountTier() =>
        Assert.Null(Assert.Single(Scans(new CodesBench(tier: PrivacyTier.Count).Send(Encoding.ASCII.GetBytes(Member + "\r")))).Identifier);

    [Fact]
    public void WhatDoesNotFitThePatternIsNoScanAtAll()
    {
        var bench = new CodesBench(new CodeScannerOptions { Pattern = "29[0-9]{11}", CheckDigit = CheckDigit.Gs1 });
        var said = bench.Send("4006381333931\r"u8.ToArray(), "2912345678905\r"u8.ToArray(), Encoding.ASCII.GetBytes(Member + "\r"));
        Assert.Equal(Member, Assert.Single(Scans(said)).Identifier!.Value);
        Assert.Equal(2, bench.Scanner!.OtherCodes);
    }

    [Fact]
    public void GroupOfThePatternIsTheNumber()
    {
        var bench = new CodesBench(new CodeScannerOptions { Pattern = @"\]Q1club:(?<id>[A-Z0-9]+)" });
        Assert.Equal("CLUB7", Assert.Single(Scans(bench.Send("]Q1club:CLUB7\r"u8.ToArray()))).Identifier!.Value);
    }

    [Fact]
    public void CodeHeldInFrontOfTheScannerIsOneScanAndLaterAnother()
    {
        var bench = new CodesBench();
        (double, Action) At(double seconds) => (seconds, () => bench.Keys.Type(Member + "\n"));
        Assert.Equal(2, Scans(bench.Type(20, At(1), At(2), At(4), At(6), At(12))).Count);
    }

    [Fact]
    public void ScannerThatIsUnpluggedSaysSo()
    {
        var bench = new CodesBench();
        Assert.Contains("ENODEV", Assert.Throws<DeviceException>(() => bench.Type(5, (2, bench.Keys.Unplug))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be opened", Assert.Throws<DeviceException>(() => bench.Type(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongBaudRateIsReportedWithItsRemedyAndHealed()
    {
        var said = new CodesBench().Send([0x80, 0xFE, 0x0D], [0xF8, 0x0D], [0xC0, 0x01, 0x0D], Encoding.ASCII.GetBytes(Member + "\r"));
        var reports = said.OfType<SensorReport>().ToList();
        Assert.Equal([SensorCondition.Working, SensorCondition.Failed, SensorCondition.Working], reports.Select(report => report.Condition));
        Assert.Contains("9600 baud", reports[1].Remedy, StringComparison.Ordinal);
        Assert.Single(Scans(said));
    }

    private static List<CodeScan> Scans(List<Sighting> said) => [.. said.OfType<CodeScan>()];
}
