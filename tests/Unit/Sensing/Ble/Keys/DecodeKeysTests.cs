using System.Buffers;
using System.Text;
using System.Text.Json;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>The offline decoder with keys: what it adds to each kind.</summary>
public class DecodeKeysTests
{
    private const string Keys = """
        eid    tag    000102030405060708090a0b0c0d0e0f epoch=2026-01-01T00:00:00Z
        irk    anna   ec0234a357c8ad05341010a60a397d9b
        bthome fridge 231d39c1d7cc1ab1aee224cd096db932 address=54:48:E6:8F:80:A5
        """;

    [Theory]
    [InlineData("0D16AAFE30EE5BA72A70ACE3470A", """{"kind":"eddystone-eid","eid":"5ba72a70ace3470a","txPower":-18,"resolved":"tag"}""")]
    [InlineData("0D16AAFE30EE5BA72A70ACE3470B", """{"kind":"eddystone-eid","eid":"5ba72a70ace3470b","txPower":-18}""")]
    [InlineData(
        "1516AAFE2001D07DC540570F083B0EEB6293C417CEE3",
        """{"kind":"eddystone-etlm","encrypted":"d07dc540570f083b0eeb6293","salt":50199,"integrityCheck":52963,"resolved":"tag","batteryMillivolts":3000,"temperatureCelsius":21.5,"advertisements":69,"uptimeSeconds":60}""")]
    [InlineData(
        "1216D2FC41A47266C95F730011223378237214",
        """{"kind":"bthome","version":2,"encrypted":true,"triggerBased":false,"resolved":"fridge","measurements":[{"objectId":2,"name":"temperatureCelsius","value":25.06},{"objectId":3,"name":"humidityPercent","value":50.55}]}""")]
    public void AFrameIsReadWithItsKey(string data, string frame) =>
        Assert.EndsWith($$"""],"frames":[{{frame}}]}""", Decode(data, DecodeFormat.Ad), StringComparison.Ordinal);

    [Fact]
    public void AResolvableAddressHasItsOwner()
    {
        var hers = DecodeJsonTests.Packet("02", "01", "0401" + "AAFB0D948170" + "00" + "C4");
        Assert.Equal(
            """{"ok":true,"reports":[{"address":"70:81:94:0D:FB:AA","addressType":"random","rssi":-60,"scanResponse":true,"resolved":"anna","structures":[],"frames":[]}]}""",
            Decode(hers, DecodeFormat.Hci));
    }

    private static string Decode(string line, DecodeFormat format)
    {
        var programme = new ProgrammeOptions { Name = "decode" };
        using var keys = new DecodeKeys(BeaconKeyFile.Parse(Keys, programme, []), new DateTimeOffset(2026, 1, 1, 18, 30, 0, TimeSpan.Zero));
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        DecodeJson.Write(writer, Encoding.ASCII.GetBytes(line), format, keys);
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
