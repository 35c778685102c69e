using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

public sealed class TypeTwoPlanTests
{
    // NTAG213 as it leaves the factory (NXP NTAG213/215/216 data sheet, section 8.5.6): lock control TLV, then an empty message.
    private static readonly byte[] Factory = [0x01, 0x03, 0xA0, 0x0C, 0x34, 0x03, 0x00, 0xFE, .. new byte[136]];
    private static readonly byte[] Message = NdefWriter.Uri("https://club.example/4711");

    [Fact]
    public void LockControlOfAFactoryTagStaysAndTheLengthComesLast()
    {
        var plan = TypeTwoPlan.For(Head(), Factory, Message);
        Assert.Equal("", plan.Problem);
        Assert.Equal([5, 6, 7, 8, 9, 10, 11, 5], plan.Steps.Select(step => step.Page));
        Assert.Equal([0x34, 0x03, 0x00, Message[0]], plan.Steps[0].Bytes);
        Assert.Equal([0x34, 0x03, (byte)Message.Length, Message[0]], plan.Steps[^1].Bytes);
    }

    [Theory]
    [InlineData(0, 0x20, "page 5 is locked, for ever")]
    [InlineData(1, 0x04, "page 10 is locked, for ever")]
    public void PageThatIsLockedIsNamed(int lockByte, byte bits, string problem)
    {
        var head = Head();
        head[10 + lockByte] = bits;
        Assert.Equal(problem, TypeTwoPlan.For(head, Factory, Message).Problem);
    }

    [Fact]
    public void TagWithoutCapabilityContainerIsNotFormattedHere() =>
        Assert.StartsWith("it is not formatted", TypeTwoPlan.For(new byte[16], Factory, Message).Problem, StringComparison.Ordinal);

    [Fact]
    public void ReservedAreaWithinTheDataIsRefused() => Assert.StartsWith(
        "its data is damaged or has reserved areas", TypeTwoPlan.For(Head(), [0x01, 0x03, 0x50, .. Factory[3..]], Message).Problem, StringComparison.Ordinal);

    [Fact]
    public void UriIsAbbreviatedAndReadAsItWas()
    {
        foreach (var uri in (string[])["https://www.club.example/", "https://x", "tel:+49", "urn:epc:id:1", "club:7", ""])
        {
            Assert.Equal(uri, NdefReader.Read(NdefWriter.Uri(uri)).Records[0].Uri);
        }

        Assert.Equal([0xD1, 0x01, 0x02, 0x55, 0x02, (byte)'x'], NdefWriter.Uri("https://www.x"));
        Assert.Equal(("Grüße", "de"), (NdefReader.Read(NdefWriter.Text("Grüße", "de")).Records[0].Text, NdefReader.Read(NdefWriter.Text("Grüße", "de")).Records[0].Language));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyMemoryIsPlannedOrRefusedAndNeverWrittenBeyondItsEnd(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 50_000; i++)
        {
            var (head, data) = (Head(), new byte[random.Next(200)]);
            random.NextBytes(data);
            if (random.Next(2) == 0 && data.Length > 8)
                Factory.AsSpan(0, 8).CopyTo(data);

            var plan = TypeTwoPlan.For(head, data, Message);
            Assert.Equal(plan.Problem.Length == 0, plan.Steps.Count > 0);
            Assert.All(plan.Steps, step => Assert.InRange(step.Page, TypeTwoTag.DataPage, TypeTwoTag.DataPage + (data.Length / 4)));
        }
    }

    private static byte[] Head() => [0x04, 0xA2, 0x3C, 0x12, 0x52, 0xD7, 0x5C, 0x80, 0x59, 0x48, 0x00, 0x00, 0xE1, 0x10, 0x12, 0x00];
}
