using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Integration.Sensing.Nfc;

/// <summary>
/// libnfc judges the simulated PN532, and our driver reads the same tag through the same pseudo-terminal: so the driver is not
/// only right about our own idea of the chip.
/// </summary>
public sealed class LibnfcTests : IAsyncDisposable
{
    private static readonly byte[] Uid = [0x04, 0xA2, 0x3C, 0x52, 0xD7, 0x5C, 0x80];
    private static readonly byte[] Uri = [0xD1, 0x01, 0x12, 0x55, 0x04, .. "club.example/4711"u8];

    private readonly ReaderOnAPseudoTerminal reader = new();

    [Fact]
    public async Task NfcListTakesItForAReaderAndListsTheTag()
    {
        reader.Chip.Present(Uid, Uri);
        var said = await LibnfcTool.Run("nfc-list", "libnfc-bin", reader.Path);
        Assert.Contains("NFC device: user defined default device opened", said, StringComparison.Ordinal);
        Assert.Contains("1 ISO14443A passive target(s) found", said, StringComparison.Ordinal);
        Assert.Contains("UID (NFCID1): 04  a2  3c  52  d7  5c  80", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("11223344", "UID (NFCID1): 11  22  33  44")]
    [InlineData("0102030405060708090a", "UID (NFCID1): 01  02  03  04  05  06  07  08  09  0a")]
    public async Task NfcListReadsUidsOfTheOtherLengths(string uid, string line)
    {
        reader.Chip.Present(Convert.FromHexString(uid), Uri);
        Assert.Contains(line, await LibnfcTool.Run("nfc-list", "libnfc-bin", reader.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NfcListFindsNothingWhereNothingIs()
    {
        var said = await LibnfcTool.Run("nfc-list", "libnfc-bin", reader.Path);
        Assert.Contains("NFC device: user defined default device opened", said, StringComparison.Ordinal);
        Assert.DoesNotContain("NFCID1", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NfcListFindsTwoTagsAtOnce()
    {
        reader.Chip.Present(SimulatedIdCard.MifareClassic([0x11, 0x22, 0x33, 0x44]), SimulatedIdCard.MifareClassic([0x55, 0x66, 0x77, 0x88]));
        var said = await LibnfcTool.Run("nfc-list", "libnfc-bin", reader.Path);
        Assert.Contains("2 ISO14443A passive target(s) found", said, StringComparison.Ordinal);
        Assert.Contains("UID (NFCID1): 55  66  77  88", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NfcListReadsTheNumbersOfFeliCaAndTypeB()
    {
        reader.Chip.Present(SimulatedIdCard.FeliCa([0x01, 0x2E, 0x4C, 0xD5, 0x27, 0x11, 0x22, 0x33]), SimulatedIdCard.TypeB([0xD1, 0x22, 0x33, 0x44]));
        var said = await LibnfcTool.Run("nfc-list", "libnfc-bin", reader.Path);
        Assert.Contains("ID (NFCID2): 01  2e  4c  d5  27  11  22  33", said, StringComparison.Ordinal);
        Assert.Contains("PUPI: d1  22  33  44", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MifareUltralightInfoKnowsTheTag()
    {
        reader.Chip.Present(Uid, Uri);
        Assert.Contains(
            "Tag with UID 04a23c52d75c80 is a", await LibnfcTool.Run("mifare-ultralight-info", "libfreefare-bin", reader.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NfcPollSeesATagComeAndGo()
    {
        var polling = LibnfcTool.Run("nfc-poll", "libnfc-examples", reader.Path);
        await Task.Delay(1500); // The tag comes while the program is polling.
        reader.Chip.Present(Uid, Uri);
        await Task.Delay(1500); // And stays for a while.
        reader.Chip.Remove();
        var said = await polling;
        Assert.Contains("UID (NFCID1): 04  a2  3c  52  d7  5c  80", said, StringComparison.Ordinal);
        Assert.Contains("Waiting for card removing", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NfcMfultralightReadsTheWholeMemory()
    {
        reader.Chip.Present(Uid, Uri);
        var dump = Path.GetTempFileName();
        try
        {
            var said = await LibnfcTool.Run("nfc-mfultralight", "libnfc-bin", reader.Path, "r", dump);
            Assert.Contains("16 of 16 pages read", said, StringComparison.Ordinal);
            var memory = await File.ReadAllBytesAsync(dump, TestContext.Current.CancellationToken);
            Assert.Equal(Uri, memory.AsSpan(4 * 4 + 2, Uri.Length));
        }
        finally
        {
            File.Delete(dump);
        }
    }

    [Fact]
    public async Task Pn53xDiagnoseFindsTheChipSound()
    {
        var said = await LibnfcTool.Run("pn53x-diagnose", "libnfc-pn53x-examples", reader.Path);
        Assert.Contains("Communication line test: OK", said, StringComparison.Ordinal);
        Assert.Contains("ROM test: OK", said, StringComparison.Ordinal);
        Assert.Contains("RAM test: OK", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OurDriverReadsTheSameTagThroughTheSameTerminal()
    {
        reader.Chip.Present(Uid, Uri);
        await LibnfcTool.Run("nfc-list", "libnfc-bin", reader.Path);

        var tap = await FirstTap(new ProgrammeOptions { Name = "club", NdefUriPrefixes = ["https://club.example/"] });
        Assert.Equal(new Identifier("ndef-uri", "club", "https://club.example/4711"), tap.Identifier);

        var byUid = await FirstTap(new ProgrammeOptions { Name = "club", NfcUids = ["04a23c52d75c80"] });
        Assert.Equal(new Identifier("nfc-uid", "club", "04a23c52d75c80"), byUid.Identifier);
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    private async Task<Tap> FirstTap(ProgrammeOptions programme)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stopping.CancelAfter(TimeSpan.FromSeconds(60));
        var queue = new SightingQueue(100);
        var sensor = new Pn532Sensor(
            new NfcReaderOptions { Name = "counter", Port = reader.Path }, new LinuxHardware(), new Enrolment(new PrivacyOptions(), [programme]));
        var running = Task.Factory.StartNew(
            () => sensor.Run(queue, stopping.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Sighting said;
        do
        {
            said = await queue.Reader.ReadAsync(stopping.Token);
        }
        while (said is not Tap);

        await stopping.CancelAsync();
        await running;
        return (Tap)said;
    }
}
