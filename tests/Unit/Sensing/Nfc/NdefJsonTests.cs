using System.Text.Json;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

public sealed class NdefJsonTests
{
    [Theory]
    [InlineData("d1010c55046578616d706c652e636f6d", """{"ok":true,"records":[{"tnf":1,"type":"U","uri":"https://example.com"}]}""")]
    [InlineData("  D1010854 02656E48656C6C6F", """{"ok":false,"error":"not hexadecimal digits, two for each byte"}""")]
    [InlineData("d101085402656e48656c6c6f\r", """{"ok":true,"records":[{"tnf":1,"type":"T","text":"Hello","language":"en","encoding":"UTF-8"}]}""")]
    [InlineData("d20301612f62ff", """{"ok":true,"records":[{"tnf":2,"type":"a/b","payload":"ff"}]}""")]
    [InlineData("zz", """{"ok":false,"error":"not hexadecimal digits, two for each byte"}""")]
    [InlineData("d", """{"ok":false,"error":"not hexadecimal digits, two for each byte"}""")]
    [InlineData("", """{"ok":false,"error":"an NDEF message has at least one record; there are no bytes"}""")]
    public void OneLineInIsOneObjectOut(string hex, string json) => Assert.Equal(json, NdefJson.Line(hex));

    [Fact]
    public void RecordsBeforeTheFaultAreGivenToo()
    {
        using var json = JsonDocument.Parse(NdefJson.Line("91010255006151"));
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("a", json.RootElement.GetProperty("records")[0].GetProperty("uri").GetString());
    }

    [Theory]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(70000)]
    public void LongLineIsAnsweredInOneLine(int digits)
    {
        using var json = JsonDocument.Parse(NdefJson.Line(new string('0', digits)));
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
    }
}
