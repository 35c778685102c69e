using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>Frames written from NXP UM0701-02, section 6.2.1.</summary>
public sealed class Pn532FrameReaderTests
{
    private const string Firmware = "0000ff06fad50332010607e800";

    [Fact]
    public void CommandIsFramedWithLengthAndChecksum()
    {
        var frame = new byte[Pn532Frame.BytesMax];
        var length = Pn532Frame.Write(frame, [0x02]);
        Assert.Equal("0000ff02fed4022a00", Convert.ToHexStringLower(frame.AsSpan(0, length)));
    }

    [Fact]
    public void LongCommandGetsAnExtendedFrameThatReadsBack()
    {
        var frame = new byte[Pn532Frame.BytesMax];
        var length = Pn532Frame.Write(frame, new byte[264]);
        Assert.Equal("0000ffffff0109f6", Convert.ToHexStringLower(frame.AsSpan(0, 8)));
        var read = Assert.Single(ReadAll(frame.AsSpan(0, length)));
        Assert.Equal((Pn532FrameKind.Data, 265), (read.Kind, read.Length));
    }

    [Theory]
    [InlineData("0000ff00ff00", "Ack")]
    [InlineData("0000ffff0000", "Nack")]
    [InlineData("0000ff01ff7f8100", "Error")]
    [InlineData(Firmware, "Data")]
    [InlineData("0000ff06fad50332010607e900", "Garbled")]
    [InlineData("0000ff00ff00" + Firmware, "Ack Data")]
    [InlineData("ff00ff" + "a5" + Firmware, "Data")] // false starts before it
    [InlineData("0000ff06f9" + Firmware, "Data")] // a length whose checksum is wrong
    [InlineData("0000ffffffffff02" + Firmware, "Data")] // an extended length nobody sends
    [InlineData("0000ff00", "")]
    [InlineData("", "")]
    public void FramesAreCutOutOfTheStream(string hex, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', ReadAll(Convert.FromHexString(hex)).Select(frame => frame.Kind)));

    [Fact]
    public void FrameThatComesByteByByteIsRead()
    {
        var reader = new Pn532FrameReader();
        var bytes = Convert.FromHexString(Firmware);
        for (var i = 0; i < bytes.Length - 2; i++)
        {
            Add(reader, bytes.AsSpan(i, 1));
            Assert.Equal(Pn532FrameKind.None, reader.Next().Kind);
        }

        Add(reader, bytes.AsSpan(bytes.Length - 2));
        Assert.Equal("d50332010607", Convert.ToHexStringLower(reader.Next().Data.Span));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void FrameAfterAnyGarbageIsFoundInTheEnd(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var reader = new Pn532FrameReader();
            var noise = new byte[random.Next(600)];
            random.NextBytes(noise);
            Drain(reader, noise);

            // Noise that ends like the head of a frame swallows what follows until its length is filled; then the reader is in step.
            var found = false;
            for (var frames = 0; frames < 60 && !found; frames++)
            {
                found = Drain(reader, Convert.FromHexString(Firmware)).Any(frame => frame is { Kind: Pn532FrameKind.Data, Length: 6 });
            }

            Assert.True(found);
        }
    }

    private static List<(Pn532FrameKind Kind, int Length)> ReadAll(ReadOnlySpan<byte> bytes) => Drain(new Pn532FrameReader(), bytes);

    private static List<(Pn532FrameKind Kind, int Length)> Drain(Pn532FrameReader reader, ReadOnlySpan<byte> bytes)
    {
        var read = new List<(Pn532FrameKind, int)>();
        while (!bytes.IsEmpty)
        {
            var some = Math.Min(bytes.Length, reader.Free().Length);
            Add(reader, bytes[..some]);
            bytes = bytes[some..];
            for (var frame = reader.Next(); frame.Kind != Pn532FrameKind.None; frame = reader.Next())
            {
                read.Add((frame.Kind, frame.Data.Length));
            }
        }

        return read;
    }

    private static void Add(Pn532FrameReader reader, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(reader.Free());
        reader.Added(bytes.Length);
    }
}
