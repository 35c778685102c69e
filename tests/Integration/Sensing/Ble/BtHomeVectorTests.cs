using System.Text;
using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>Every BTHome vector of bthome-ble and advlib: measured values as expected, or the reason why not.</summary>
public class BtHomeVectorTests
{
    [Fact]
    public void MeasurementsAreReadAsBthomeBleReadsThem()
    {
        var (read, refused) = (0, 0);
        foreach (var vector in BleData.Vectors("Bluetooth-Devices_bthome-ble.jsonl"))
        {
            var frame = Frame(vector.Text("uuid"), vector.Text("hex"));
            if (ReasonAgainst(vector) is { } reason)
            {
                Assert.True(frame.Kind == FrameKind.None || (frame.AsBtHome().IsEncrypted && Tell(vector, frame.AsBtHome()).Count == 0) || reason.StartsWith("their", StringComparison.Ordinal), reason);
                refused++;
                continue;
            }

            var expected = vector.GetProperty("expect").GetProperty("values").EnumerateArray().Select(value => Tell(value.GetProperty("value")));
            Assert.Equal($"{vector.Text("source")}: {Sorted(expected)}", $"{vector.Text("source")}: {Sorted(Tell(vector, frame.AsBtHome()))}");
            read++;
        }

        Assert.Equal(106, read + refused);
        Assert.InRange(read, 70, 106);
    }

    [Fact]
    public void EverythingThatAdvlibReadsIsReadToItsEnd()
    {
        foreach (var vector in BleData.Vectors("reelyactive_advlib-ble-services.jsonl").Where(vector => vector.Text("kind") == "bthome"))
        {
            var isRead = vector.GetProperty("expect").ValueKind == JsonValueKind.Object;
            var frame = Frame("fcd2", vector.Text("hex"));
            Assert.Equal(isRead, frame.Kind == FrameKind.BtHome);
            if (isRead)
            {
                var measurements = frame.AsBtHome().Measurements;
                var count = 0;
                while (measurements.Read(out _))
                {
                    count++;
                }

                Assert.False(measurements.IsCutShort, vector.Text("source"));
                Assert.True(count > 0 || frame.AsBtHome().IsEncrypted, vector.Text("source"));
            }
        }
    }

    // They list values by kind, not as on the air.
    private static string Sorted(IEnumerable<string> told) => string.Join(' ', told.Order(StringComparer.Ordinal));

    private static string? ReasonAgainst(JsonElement vector)
    {
        var name = vector.Text("source").Split("::")[^1];
        return (vector.Text("kind"), name) switch
        {
            ("bthome-v1", _) => "version 1 was given up by its authors in 2022 and has another service number",
            (_, "test_bthome_timestamp") => "their expectation is Python source; ours is the number of seconds",
            (_, "test_bthome_text_invalid") => "their reader drops text that is not UTF-8; ours gives its bytes",
            (_, "test_bthome_shelly_button_no_press") => "their vector names packet 33 for bytes that say 35",
            (_, "test_bindkey_set_late") => "their object is given its key later; ours has the key of test_bindkey_correct from the beginning",
            (_, "test_bindkey_wrong") => "the wrong key: nothing is read, as they expect",
            _ when IsEncrypted(vector) && vector.GetProperty("options").Text("bindkey").Length == 0 => "encrypted, and no key is given: nothing is read, as they expect",
            _ => null,
        };
    }

    private static BeaconFrame Frame(string uuid, string hex)
    {
        var number = Convert.FromHexString(uuid);
        return BeaconFrame.Of(new AdStructure(0x16, (byte[])[number[1], number[0], .. Convert.FromHexString(hex)]));
    }

    private static bool IsEncrypted(JsonElement vector) => Convert.FromHexString(vector.Text("hex")) is [var information, ..] && (information & 1) != 0;

    private static List<string> Tell(JsonElement vector, BtHomeFrame frame)
    {
        var options = vector.GetProperty("options");
        if (!frame.IsEncrypted || options.Text("bindkey") is not { Length: > 0 } bindKey)
        {
            return Tell(frame.Measurements);
        }

        var key = new BeaconKey(BeaconKeyKind.BtHome, "sensor", Convert.FromHexString(bindKey)) { Address = BluetoothAddress.TryParse(options.Text("address"))!.Value };
        using var sensor = new BtHomeSensor(key, new Identifier(IdentifierKinds.KeyName, "test", "sensor"));
        var message = new byte[BtHomeFrame.MessageBytesMax];
        return sensor.TryDecrypt(frame, message, out var length) ? Tell(new BtHomeReader(message.AsSpan(0, length))) : [];
    }

    private static List<string> Tell(BtHomeReader measurements)
    {
        const byte Button = 0x3A;
        const byte Dimmer = 0x3C;
        var told = new List<string>();
        while (measurements.Read(out var measurement))
        {
            // Button and dimmer are events in their model, not values.
            if (measurement.ObjectId is not (Button or Dimmer))
            {
                told.Add(Tell(measurement));
            }
        }

        return told;
    }

    private static string Tell(scoped in BtHomeMeasurement measurement) => measurement switch
    {
        { IsFlag: true } => measurement.Number != 0 ? "true" : "false",
        { IsNumber: true } => Tell(measurement.Number),
        { ObjectId: 0x53 } => Encoding.UTF8.GetString(measurement.Raw),
        _ => Convert.ToHexStringLower(measurement.Raw),
    };

    private static string Tell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Tell(value.GetDouble()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };

    // Their library rounds; nine digits behind the point tell every BTHome resolution apart.
    private static string Tell(double number) => Math.Round(number, 9).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
