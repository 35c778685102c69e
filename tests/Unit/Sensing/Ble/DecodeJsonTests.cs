using System.Buffers;
using System.Text;
using System.Text.Json;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>Vectors written from the specifications: Core Vol 4 Part E 7.7.65.2 and 7.7.65.13, the iBeacon, AltBeacon, Eddystone and BTHome formats.</summary>
public class DecodeJsonTests
{
    private const string IBeacon = "1AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000010002C5";

    [Theory]
    [InlineData(IBeacon, """{"kind":"ibeacon","uuid":"e2c56db5-dffb-48d2-b060-d0f5a71096e0","major":1,"minor":2,"measuredPower":-59}""")]
    [InlineData(
        "1BFF1801BEAC00112233445566778899AABBCCDDEEFF01234567C50F",
        """{"kind":"altbeacon","manufacturer":280,"id":"00112233445566778899aabbccddeeff01234567","measuredPower":-59,"manufacturerData":15}""")]
    [InlineData(
        "1716AAFE00EE8B0CA750095477CB3E770000000000420000",
        """{"kind":"eddystone-uid","namespace":"8b0ca750095477cb3e77","instance":"000000000042","txPower":-18}""")]
    [InlineData("0E16AAFE10F8036578616D706C6507", """{"kind":"eddystone-url","url":"https://example.com","txPower":-8}""")]
    [InlineData("0A16AAFE10000061006208", """{"kind":"eddystone-url","url":"http://www.a.com/b.org","txPower":0}""")]
    [InlineData(
        "1116AAFE20000BB815800000004500000258",
        """{"kind":"eddystone-tlm","batteryMillivolts":3000,"temperatureCelsius":21.5,"advertisements":69,"uptimeSeconds":60}""")]
    [InlineData(
        "1116AAFE20000000800000000001FFFFFFFF",
        """{"kind":"eddystone-tlm","batteryMillivolts":null,"temperatureCelsius":null,"advertisements":1,"uptimeSeconds":429496729.5}""")]
    [InlineData(
        "1516AAFE2001112233445566778899AABBCC5A17C4EC",
        """{"kind":"eddystone-etlm","encrypted":"112233445566778899aabbcc","salt":23063,"integrityCheck":50412}""")]
    [InlineData("0D16AAFE30FC0011223344556677", """{"kind":"eddystone-eid","eid":"0011223344556677","txPower":-4}""")]
    [InlineData(
        "0D16D2FC44015D02CAFF1A0158EA",
        """{"kind":"bthome","version":2,"encrypted":false,"triggerBased":true,"measurements":[{"objectId":1,"name":"batteryPercent","value":93},{"objectId":2,"name":"temperatureCelsius","value":-0.54},{"objectId":26,"name":"door","value":true},{"objectId":88,"name":"temperatureCelsius","value":-7.7}]}""")]
    [InlineData("0916D2FC4153026F6B00", """{"kind":"bthome","version":2,"encrypted":true,"triggerBased":false,"measurements":[]}""")]
    [InlineData(
        "0816D2FC4053026F6B",
        """{"kind":"bthome","version":2,"encrypted":false,"triggerBased":false,"measurements":[{"objectId":83,"name":"text","value":"ok"}]}""")]
    [InlineData(
        "0716D2FC405301FF",
        """{"kind":"bthome","version":2,"encrypted":false,"triggerBased":false,"measurements":[{"objectId":83,"name":"text","value":"ff"}]}""")]
    public void EveryKindOfFrameIsRead(string hex, string frame)
    {
        var answer = Decode(hex, DecodeFormat.Ad);

        Assert.StartsWith("""{"ok":true,"structures":[{"type":""", answer, StringComparison.Ordinal);
        Assert.EndsWith($$""","frames":[{{frame}}]}""", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("19FF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000010002")] // iBeacon without its power
    [InlineData("1AFF4D000215E2C56DB5DFFB48D2B060D0F5A71096E000010002C5")] // another company
    [InlineData("1AFF4C000214E2C56DB5DFFB48D2B060D0F5A71096E000010002C5")] // another length in Apple's element
    [InlineData("1AFF1801BEAC00112233445566778899AABBCCDDEEFF01234567C5")] // AltBeacon without its last byte
    [InlineData("1416AAFE00EE8B0CA750095477CB3E770000000000")] // Eddystone-UID, instance cut
    [InlineData("0716AAFE10F80465")] // URL scheme 4 is reserved
    [InlineData("0716AAFE10F80320")] // URL code 32 is reserved
    [InlineData("1116AAFE20020BB815800000004500000258")] // TLM version 2
    [InlineData("0316AAFE")]
    [InlineData("0416D2FC20")] // BTHome version 1
    [InlineData("0516D2FC4200")] // BTHome with address, address cut
    [InlineData("02FF4C")]
    [InlineData("0116")]
    public void AMalformedFrameIsAStructureAndNoFrame(string hex)
    {
        var length = Convert.ToInt32(hex[..2], 16);
        var answer = Decode(hex[..((length + 1) * 2 > hex.Length ? hex.Length : (length + 1) * 2)], DecodeFormat.Ad);

        Assert.EndsWith(""","frames":[]}""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void ALegacyEventWithTwoReportsIsRead()
    {
        var first = "0001665544332211" + "1B" + IBeacon + "C4";
        var second = "0400FFEEDDCCBBAA" + "03" + "020106" + "7F";

        Assert.Equal(
            """{"ok":true,"reports":["""
            + """{"address":"11:22:33:44:55:66","addressType":"random","rssi":-60,"structures":[{"type":255,"value":"4c000215e2c56db5dffb48d2b060d0f5a71096e000010002c5"}],"frames":[{"kind":"ibeacon","uuid":"e2c56db5-dffb-48d2-b060-d0f5a71096e0","major":1,"minor":2,"measuredPower":-59}]},"""
            + """{"address":"AA:BB:CC:DD:EE:FF","addressType":"public","rssi":null,"scanResponse":true,"structures":[{"type":1,"value":"06"}],"frames":[]}]}""",
            Decode(Packet("02", "02", first, second), DecodeFormat.Hci));
    }

    [Theory]
    [InlineData("0000", "FF", "")]
    [InlineData("2000", "01", ""","data":"incomplete" """)]
    [InlineData("4000", "03", ""","data":"truncated" """)]
    public void AnExtendedEventIsRead(string eventType, string addressType, string data)
    {
        var report = eventType + addressType + "665544332211" + "0100077FC4" + "0000" + "00" + "000000000000" + "03" + "020106";
        var type = addressType switch { "FF" => "anonymous", "01" => "random", _ => "random-identity" };

        Assert.Equal(
            $$"""{"ok":true,"reports":[{"address":"11:22:33:44:55:66","addressType":"{{type}}","rssi":-60{{data.TrimEnd()}},"primaryPhy":"1M","structures":[{"type":1,"value":"06"}],"frames":[]}]}""",
            Decode(Packet("0D", "01", report), DecodeFormat.Hci));
    }

    [Fact]
    public void AFragmentMayEndInsideAStructure()
    {
        var fragment = "200001665544332211" + "0100077FC4" + "0000" + "00" + "000000000000" + "04" + "02010609";

        Assert.StartsWith("""{"ok":true""", Decode(Packet("0D", "01", fragment), DecodeFormat.Hci), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("040E0401030C00", """{"ok":true,"reports":[]}""")] // Command Complete
    [InlineData("043E00", """{"ok":true,"reports":[]}""")]
    [InlineData("043E020200", """{"ok":false,"error":"an advertising report event without reports","reports":[]}""")]
    [InlineData("01030C00", """{"ok":false,"error":"not an H4 event packet, which begins with 04","reports":[]}""")]
    [InlineData("043E05020100", """{"ok":false,"error":"the packet has fewer bytes than its length says","reports":[]}""")]
    [InlineData("04", """{"ok":false,"error":"the packet has fewer bytes than its length says","reports":[]}""")]
    [InlineData("043E0002", """{"ok":false,"error":"the packet has more bytes than its length says","reports":[]}""")]
    public void OtherPacketsAreAnswered(string hex, string expected) => Assert.Equal(expected, Decode(hex, DecodeFormat.Hci));

    [Fact]
    public void ReportsBeforeAFaultAreGiven()
    {
        var report = "0001665544332211" + "03" + "020106" + "C4";

        var cut = Decode(Packet("02", "02", report, "0001665544332211" + "09"), DecodeFormat.Hci);
        var leftOver = Decode(Packet("02", "01", report, "00"), DecodeFormat.Hci);
        var badData = Decode(Packet("02", "01", "0001665544332211" + "05" + "0201060909" + "C4"), DecodeFormat.Hci);

        Assert.StartsWith("""{"ok":false,"error":"the event ends inside a report","reports":[{"address":"11:22:33:44:55:66",""", cut, StringComparison.Ordinal);
        Assert.StartsWith("""{"ok":false,"error":"bytes are left over behind the last report","reports":[{""", leftOver, StringComparison.Ordinal);
        Assert.StartsWith("""{"ok":false,"error":"the data of a report ends inside an AD structure","reports":[{""", badData, StringComparison.Ordinal);
        Assert.Contains("""{"type":1,"value":"06"}""", badData, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the line is empty")]
    [InlineData("020", "an odd number of hex digits")]
    [InlineData("02 01 06", "not all are hex digits")]
    [InlineData("0x0106", "not all are hex digits")]
    [InlineData("\0\0", "not all are hex digits")]
    public void ALineThatIsNoHexIsAnsweredWithAnError(string line, string error)
    {
        Assert.Equal($$"""{"ok":false,"error":"{{error}}"}""", Decode(line, DecodeFormat.Ad));
        Assert.Equal($$"""{"ok":false,"error":"{{error}}"}""", Decode(line, DecodeFormat.Hci));
    }

    [Fact]
    public void AnyLineBecomesOneJsonObject()
    {
        var random = new Random(20261122);
        var line = new byte[4000];
        for (var i = 0; i < 2000; i++)
        {
            var length = random.Next(line.Length);
            random.NextBytes(line);
            foreach (var format in Enum.GetValues<DecodeFormat>())
            {
                using var json = JsonDocument.Parse(Decode(line.AsSpan(0, length), format));
                Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
            }
        }
    }

    internal static string Packet(string subevent, string count, params string[] reports)
    {
        var parameters = subevent + count + string.Concat(reports);
        return $"043E{parameters.Length / 2:X2}{parameters}";
    }

    private static string Decode(string line, DecodeFormat format) => Decode(Encoding.UTF8.GetBytes(line), format);

    private static string Decode(ReadOnlySpan<byte> line, DecodeFormat format)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            DecodeJson.Write(writer, line, format);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
