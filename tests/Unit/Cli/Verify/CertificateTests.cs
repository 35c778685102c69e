using System.Text;
using System.Text.Json.Nodes;
using EdgeGateway.Cli.Verify;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Cli.Verify;

public class CertificateTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly Certificate About = new(
        Certificate.FormatName, "berlin-1", "gw-1", "0.1.0", "front", ["front-beams"], "beam", new string('a', 64),
        new DateTimeOffset(2026, 11, 29, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 29, 11, 0, 0, TimeSpan.Zero), 3, 0, "Jörg <J.>", 1, [],
        Certificate.IntervalMethod, ["front-beams was blocked during the count"]);

    [Fact]
    public void WhatWasWrittenIsUnchangedAlsoWhenItWasIndentedDifferently()
    {
        var written = CertificateFile.Write(Judged(), key: null);
        Assert.True(CertificateFile.Check(written, null).IsUnchanged);

        var compact = Encoding.UTF8.GetBytes(JsonNode.Parse(written)!.ToJsonString());
        Assert.True(CertificateFile.Check(compact, null).IsUnchanged);
        Assert.Contains("no signature", CertificateFile.Check(compact, null).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("door", "\"back\"")]
    [InlineData("windowSeconds", "4")]
    [InlineData("remarks", "[]")]
    public void ChangedMemberIsNoticed(string member, string value)
    {
        var file = JsonNode.Parse(CertificateFile.Write(Judged(), Key))!;
        file["certificate"]![member] = JsonNode.Parse(value);

        Assert.False(CertificateFile.Check(Bytes(file), null).IsUnchanged);
        Assert.False(CertificateFile.Check(Bytes(file), Key).IsUnchanged);
    }

    [Fact]
    public void WhoMakesANewHashIsNoticedByTheKeyAlone()
    {
        var forged = JsonNode.Parse(CertificateFile.Write(Judged() with { Door = "back" }, key: null))!;
        Assert.True(CertificateFile.Check(Bytes(forged), null).IsUnchanged);
        Assert.False(CertificateFile.Check(Bytes(forged), Key).IsUnchanged);

        forged["hmacSha256"] = JsonNode.Parse(CertificateFile.Write(Judged(), Key))!["hmacSha256"]!.DeepClone();
        Assert.False(CertificateFile.Check(Bytes(forged), Key).IsUnchanged);
        Assert.True(CertificateFile.Check(CertificateFile.Write(Judged(), Key), Key).IsUnchanged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"certificate\":7,\"sha256\":8}")]
    [InlineData("{\"certificate\":{},\"sha256\":\"\"}")]
    [InlineData("{\"certificate\":")]
    [InlineData("{\"certificate\":null,\"sha256\":\"74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b\"}")]
    [InlineData("{\"certificate\":{\"format\":\"edge-gateway-door-accuracy-1\"},\"sha256\":\"\"}")]
    [InlineData("{\"certificate\":{\"format\":1},\"sha256\":\"\"}")]
    public void WhatIsNoCertificateIsSaidToBeNone(string text)
    {
        var verdict = CertificateFile.Check(Encoding.UTF8.GetBytes(text), null);
        Assert.Equal((false, "it is no accuracy certificate of `edgectl doors verify`"), (verdict.IsUnchanged, verdict.Sentence));
    }

    [Fact]
    public void FormatOfAnotherVersionIsRefusedWhateverItsHashSays()
    {
        var verdict = CertificateFile.Check(CertificateFile.Write(Judged() with { Format = "edge-gateway-door-accuracy-9" }, key: null), null);
        Assert.False(verdict.IsUnchanged);
        Assert.StartsWith("its format is not edge-gateway-door-accuracy-1", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ListWithNothingInAPlaceIsNoCertificate() =>
        Assert.Null(CertificateFile.Check(CertificateFile.Write(Judged() with { Directions = [null!] }, key: null), null).Certificate);

    [Fact]
    public void TooFewPeopleAreSaidPlainly()
    {
        var certificate = Judged();
        Assert.Contains(certificate.Remarks, remark => remark.StartsWith("in: 2 people are too few. Without a single error the interval would still reach down to 16 %", StringComparison.Ordinal));
        Assert.Contains(certificate.Remarks, remark => remark.StartsWith("out: nobody went this way", StringComparison.Ordinal));
        Assert.Contains("blocked during the count", CertificateText.Of(certificate), StringComparison.Ordinal);
        Assert.Contains("100.0 % (", CertificateText.Of(certificate), StringComparison.Ordinal);
    }

    [Fact]
    public void EverySentenceBreaksBeforeTheNinetySeventhColumnWhereverItsWordsEnd()
    {
        for (var length = 1; length < 100; length++)
        {
            var method = $"{new string('a', length)} b c {new string('d', Math.Max(1, 94 - length))} e";
            var text = CertificateText.Of(About with { Method = method });
            var lines = text[text.IndexOf("  ! ", StringComparison.Ordinal)..].TrimEnd('\n').Split('\n');
            Assert.All(lines, line => Assert.True(line.Length <= 96 || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
            Assert.EndsWith(" " + method, string.Join(' ', lines.Select(line => line.Trim())), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatACountFromFilesDoesNotKnowIsLeftOut()
    {
        var text = CertificateText.Of(About with { Store = "", Gateway = "", Version = "", Door = "", Sensors = [], Kind = "", ConfigurationHash = "", From = About.To });
        Assert.StartsWith("Accuracy by a manual count\n", text, StringComparison.Ordinal);
        Assert.Contains("compared         2026-11-29 11:00:00 UTC, from files, by Jörg", text, StringComparison.Ordinal);
        foreach (var unknown in new[] { "store /", "sensor  ", "settings", "software", "  counted  " })
        {
            Assert.DoesNotContain(unknown, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void KeysCountAndTheLastOneIsTakenBack()
    {
        var count = new ManualCount();
        foreach (var key in "iIoxu")
        {
            count.Press(key, TimeSpan.Zero);
        }

        Assert.Equal((2, 0, 1), (count.Of(Direction.In), count.Of(Direction.Out), count.Undone));
        Assert.Null(count.Press('x', TimeSpan.Zero));
    }

    [Fact]
    public void CountMadeElsewhereIsReadOrTheWrongLineIsNamed()
    {
        Assert.True(CountLine.TryReadAll(["# from the video", "{\"t\":1.5,\"direction\":\"in\",\"confidence\":0.9}", ""], out var seen, out _));
        Assert.Equal(new SeenCrossing(TimeSpan.FromSeconds(1.5), Direction.In), Assert.Single(seen));
        foreach (var wrong in new[] { "x", "{}", "{\"t\":-1,\"direction\":\"in\"}", "{\"t\":1,\"direction\":\"up\"}", "null", "{\"t\":1e300,\"direction\":\"in\"}" })
        {
            Assert.False(CountLine.TryReadAll(["{\"t\":1,\"direction\":\"in\"}", wrong], out _, out var problem));
            Assert.StartsWith("line 2:", problem, StringComparison.Ordinal);
        }
    }

    private static Certificate Judged()
    {
        SeenCrossing[] people = [new(TimeSpan.FromSeconds(5), Direction.In), new(TimeSpan.FromSeconds(9), Direction.In)];
        return Verification.Judge(About, people, people);
    }

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
