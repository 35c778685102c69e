using System.Text.Json;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Integration.Sensing.Nfc;

/// <summary>Everything that libnfc's programs were recorded to say to a reader, said to the simulated one.</summary>
public sealed class HsuSessionTests
{
    private static readonly byte[] StartCode = [0x00, 0xFF];
    private static readonly byte[] Acknowledgement = [0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00];

    [Fact]
    public void EveryRecordedHostFrameIsAcknowledgedAndUnderstood()
    {
        var sessions = TestData.PathOf("nfc", "libnfc_1.8.0_hsu_sessions.jsonl");
        var sent = new List<byte[]>();
        var chip = new SimulatedPn532((bytes, _) => sent.Add(bytes));
        chip.Present([0x04, 0xA2, 0x3C, 0x52, 0xD7, 0x5C, 0x80], [0xD1, 0x01, 0x02, 0x55, 0x04, 0x61]);
        var (commands, notUnderstood) = (0, new List<string>());
        foreach (var line in File.ReadLines(sessions))
        {
            using var entry = JsonDocument.Parse(line);
            var frame = entry.RootElement;
            if (frame.GetProperty("dir").GetString() != "host>dev" || frame.GetProperty("note").GetString() != "raw")
            {
                continue; // The same frame stands in the log twice: raw, and cut.
            }

            var bytes = Convert.FromHexString(frame.GetProperty("hex").GetString()!);
            if (bytes is not [.., _, 0x00] || bytes.AsSpan().IndexOf(StartCode) < 0 || bytes.Length < 8)
            {
                continue; // An acknowledgement, or a wake-up alone.
            }

            sent.Clear();
            chip.Receive([0x55, 0x55, 0x00]); // The sessions begin at different states of the chip.
            chip.Receive(bytes);
            commands++;
            if (sent.Count != 2 || !sent[0].SequenceEqual(Acknowledgement) || sent[1].AsSpan()[3..6] is [0x01, 0xFF, 0x7F])
                notUnderstood.Add(frame.GetProperty("hex").GetString()!);
        }

        Assert.Empty(notUnderstood);
        Assert.True(commands > 200, $"only {commands} commands in the sessions");
    }
}
