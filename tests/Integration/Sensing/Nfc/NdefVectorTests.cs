using System.Text.Json;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Integration.Sensing.Nfc;

/// <summary>
/// The record payloads that ndeflib tests itself with, every one decided: decoded as it expects, refused as it expects, or passed
/// on unread for the reason that stands here.
/// </summary>
public sealed class NdefVectorTests
{
    private static readonly Dictionary<string, string> PassedUnread = new()
    {
        ["Di"] = "device information: says what a device is, not who a visitor is",
        ["Sig"] = "signature: nothing here trusts a tag for its signature; enrolment decides",
        ["Hr"] = "handover request: the gateway starts no Bluetooth or Wi-Fi connection from a tap",
        ["Hs"] = "handover select: likewise",
        ["Hm"] = "handover mediation: likewise",
        ["Hi"] = "handover initiate: likewise",
        ["Hc"] = "handover carrier: likewise",
        ["ac"] = "alternative carrier: part of a handover",
        ["cr"] = "collision resolution: part of a handover",
        ["err"] = "error: part of a handover",
    };

    [Fact]
    public void EveryVectorIsDecided()
    {
        var vectors = TestData.PathOf("nfc", "ndef_records.jsonl");
        var (decoded, refused, unread, wrong) = (0, 0, 0, new List<string>());
        foreach (var line in File.ReadLines(vectors))
        {
            using var vector = JsonDocument.Parse(line);
            var type = vector.RootElement.GetProperty("record_type").GetString()!.Split(':')[^1];
            var payload = Convert.FromHexString(vector.RootElement.GetProperty("hex").GetString()!);
            var message = NdefReader.Read(MessageOf(type, payload));
            if (PassedUnread.ContainsKey(type))
            {
                unread += message.IsSound && message.Records[0].Payload.Span.SequenceEqual(payload) ? 1 : 0;
                continue;
            }

            // What only a relaxed reader takes is refused here: an identifier must not depend on how kind the reader is.
            var isToBeRefused = vector.RootElement.GetProperty("expect").TryGetProperty("error", out _) || vector.RootElement.TryGetProperty("expect_mode", out _);
            if (isToBeRefused)
                refused += message.IsSound ? 0 : 1;
            else
                decoded += message.IsSound && IsAsExpected(type, message.Records[0], vector.RootElement.GetProperty("expect")) ? 1 : 0;

            if (isToBeRefused == message.IsSound)
                wrong.Add(line);
        }

        Assert.Empty(wrong);
        Assert.Equal((61, 18, 82), (decoded, refused, unread));
    }

    /// <summary>The record alone in a message; the parts of a smart poster within one.</summary>
    private static byte[] MessageOf(string type, byte[] payload)
    {
        var name = System.Text.Encoding.ASCII.GetBytes(type);
        byte[] Record(byte flags) => [flags, (byte)name.Length, 0, 0, (byte)(payload.Length >> 8), (byte)payload.Length, .. name, .. payload];
        if (type is not ("act" or "s" or "t"))
        {
            return Record(0xC1);
        }

        byte[] inside = [0x91, 0x01, 0x02, 0x55, 0x00, (byte)'x', .. Record(0x41)];
        return [0xD1, 0x02, (byte)inside.Length, (byte)'S', (byte)'p', .. inside];
    }

    private static bool IsAsExpected(string type, NdefRecord record, JsonElement expected) => type switch
    {
        "U" => record.Uri == expected.GetProperty("iri").GetString(),
        "T" => (record.Text, record.Encoding) == (expected.GetProperty("text").GetString(), expected.GetProperty("encoding").GetString())
            && record.Language == expected.GetProperty("language").GetString(),
        "act" => record.Action == expected.GetProperty("action").GetString(),
        "s" => record.ResourceSize == expected.GetProperty("resource_size").GetUInt32(),
        "t" => record.ResourceType == expected.GetProperty("resource_type").GetString(),
        _ => expected.GetProperty("resource").GetString() == $"NDEF Uri Record ID '' Resource '{record.Uri}'"
            && record.Text == expected.GetProperty("title").GetString()
            && record.Action == expected.GetProperty("action").GetString()
            && record.ResourceType == expected.GetProperty("resource_type").GetString(),
    };
}
