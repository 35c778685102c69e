using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary><see cref="TagReader"/> on the simulated chip.</summary>
public sealed class TagReaderTests
{
    private static readonly byte[] Uid = [0x04, 0xA2, 0x3C, 0x52, 0xD7, 0x5C, 0x80];
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private readonly SimulatedHardware hardware = new(new SimulatedClock { WaitsPassTime = true });
    private readonly SimulatedPn532 chip;

    public TagReaderTests() => chip = SimulatedPn532.Attach(hardware.AddSerialPort("/dev/ttyS1"));

    [Fact]
    public void TagIsShownAsItIs()
    {
        chip.Present(Uid, NdefWriter.Uri("https://club.example/4711"));
        using var reader = Open();
        var tag = reader.Read(Wait, CancellationToken.None)!;
        Assert.Equal((TagKind.Type2, "04a23c52d75c80", 48, true), (tag.Kind, tag.Uid, tag.DataBytes, tag.IsWritable));
        Assert.Equal(
            "{\"type\":\"type2\",\"uid\":\"04a23c52d75c80\",\"bytes\":48,\"writable\":true,\"ndef\":{\"ok\":true,\"records\":"
            + "[{\"tnf\":1,\"type\":\"U\",\"uri\":\"https://club.example/4711\"}]}}",
            TagReadingJson.Line(tag));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(43)]
    public void WhatIsWrittenIsReadBack(int chars)
    {
        chip.Present(Uid, NdefWriter.Uri("https://club.example/4711"));
        using var reader = Open();
        var message = NdefWriter.Uri("https://" + new string('x', chars - 1));
        Assert.Equal(message.Length + 2 > 48 ? "it holds 48 bytes" : "", reader.Write(message, Wait, CancellationToken.None)!.Split(',')[0]);
        Assert.Equal(message.Length + 2 <= 48, message.SequenceEqual(reader.Read(Wait, CancellationToken.None)!.Message!));
    }

    [Fact]
    public void LongMessageIsWrittenWithAThreeByteLength()
    {
        chip.Present(Uid, new byte[400]);
        using var reader = Open();
        var message = NdefWriter.Text(new string('ä', 150), "de");
        Assert.Equal("", reader.Write(message, Wait, CancellationToken.None));
        Assert.Equal(message, reader.Read(Wait, CancellationToken.None)!.Message);
    }

    [Fact]
    public void LockedTagIsRefusedAndSaysSo()
    {
        var message = NdefWriter.Uri("https://club.example/4711");
        chip.Present(Uid, message, isLocked: true);
        using var reader = Open();
        Assert.StartsWith("it is locked", reader.Write(NdefWriter.Uri("tel:1"), Wait, CancellationToken.None), StringComparison.Ordinal);
        var tag = reader.Read(Wait, CancellationToken.None)!;
        Assert.False(tag.IsWritable);
        Assert.Equal(message, tag.Message);
    }

    [Fact]
    public void TagThatRefusesAPageKeepsItsOldContent()
    {
        var message = NdefWriter.Uri("https://club.example/4711");
        chip.Present(Uid, message, refusesPage: 8);
        using var reader = Open();
        var problem = reader.Write(NdefWriter.Uri("https://club.example/a-longer-one-than-before"), Wait, CancellationToken.None);
        Assert.StartsWith("page 8 does not take", problem, StringComparison.Ordinal);
        Assert.EndsWith("its old content is on it", problem, StringComparison.Ordinal);
        Assert.Equal(message, reader.Read(Wait, CancellationToken.None)!.Message);
    }

    [Fact]
    public void NoTagIsNoAnswerAndTakesTheTimeThatWasGiven()
    {
        using var reader = Open();
        Assert.Null(reader.Read(Wait, CancellationToken.None));
        Assert.Null(reader.Write(NdefWriter.Uri("tel:1"), Wait, CancellationToken.None));
    }

    [Fact]
    public void DeafReaderIsSaidToBeDeaf()
    {
        chip.Fault = Pn532Fault.Deaf;
        Assert.Contains("the PN532 at /dev/ttyS1 with 115200 baud does not answer", Assert.Throws<DeviceException>(Open).Message, StringComparison.Ordinal);
    }

    private TagReader Open() => TagReader.Open(hardware, new NfcReaderOptions { Port = "/dev/ttyS1" }, hardware.Clock.Advance);
}
