using System.Buffers;
using System.Globalization;
using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>Seeded mutations of good packets. EDGEGATEWAY_FUZZ sets how many (10000000 for a long run).</summary>
public class DecoderFuzzTests
{
    private const string AllKinds =
        "0201061AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000010002C51BFF1801BEAC00112233445566778899AABBCCDDEEFF01234567C50F"
        + "1716AAFE00EE8B0CA750095477CB3E7700000000004200000E16AAFE10F8036578616D706C6507"
        + "1116AAFE20000BB8158000000045000002581516AAFE2001112233445566778899AABBCC5A17C4EC0D16AAFE30FC00112233445566770D16D2FC44015D02CAFF1A0158EA";

    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("EDGEGATEWAY_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            ? rounds
            : 200_000;

    [Fact]
    public void NoMutationThrowsOrAllocates()
    {
        var seeds = Seeds();
        var random = new Random(1);
        var packet = new byte[300];
        var seen = 0;
        seen += Walk(packet.AsSpan(0, Mutate(random, seeds, packet)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            seen += Walk(packet.AsSpan(0, Mutate(random, seeds, packet)));
        }

        // The walk must have got somewhere, and the runtime's one-time work (statics, tiering) does not grow with the rounds.
        Assert.True(seen > Rounds / 2, $"only {seen} frames in {Rounds} packets: the mutations are too wild to test anything");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_384);
    }

    [Fact]
    public void NoMutationBreaksTheScannerWithItsKeys()
    {
        using var scanner = KeyedScannerTests.Scanner(PrivacyTier.Consented);
        var seeds = Seeds();
        var random = new Random(3);
        var packet = new byte[300];
        var sightings = new List<Sighting>();
        for (var i = 0; i < Rounds; i++)
        {
            var length = Mutate(random, seeds, packet);
            scanner.Take(packet.AsSpan(0, length), TimeSpan.FromMilliseconds(i), sightings);
            sightings.Clear();
        }

        Assert.True(scanner.Reports > Rounds / 4, $"only {scanner.Reports} reports in {Rounds} packets: the mutations are too wild to test anything");
    }

    [Fact]
    public void NoMutationBreaksTheJson()
    {
        var seeds = Seeds();
        var random = new Random(2);
        var packet = new byte[300];
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        for (var i = 0; i < Rounds / 20; i++)
        {
            var length = Mutate(random, seeds, packet);
            var format = i % 2 == 0 ? DecodeFormat.Hci : DecodeFormat.Ad;
            output.ResetWrittenCount();
            writer.Reset();
            DecodeJson.Write(writer, System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(packet, 0, length)), format);
            writer.Flush();
            using var json = JsonDocument.Parse(output.WrittenMemory);
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }
    }

    private static byte[][] Seeds()
    {
        var data = Convert.FromHexString(AllKinds);
        var ad = $"{data.Length:X2}{AllKinds}";
        return
        [
            Convert.FromHexString(DecodeJsonTests.Packet("02", "01", "0001665544332211" + ad + "C4")),
            Convert.FromHexString(DecodeJsonTests.Packet("0D", "01", "000001665544332211" + "0100077FC4" + "0000" + "00" + "000000000000" + ad)),
            data,
        ];
    }

    private static int Mutate(Random random, byte[][] seeds, byte[] packet)
    {
        var seed = seeds[random.Next(seeds.Length)];
        seed.CopyTo(packet, 0);
        var length = seed.Length;
        for (var changes = random.Next(6); changes > 0; changes--)
        {
            var at = random.Next(length);
            switch (random.Next(4))
            {
                case 0: packet[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: packet[at] = (byte)random.Next(256); break;
                case 2: packet.AsSpan(at, Math.Min(8, length - at)).Fill((byte)random.Next(256)); break;
                default: length = Math.Max(1, random.Next(4) == 0 ? at : length - 1); break;
            }
        }

        return length;
    }

    // Touches every field of everything that can be read.
    private static int Walk(ReadOnlySpan<byte> packet)
    {
        var frames = WalkData(packet);
        var reports = new AdvertisingReportReader(packet);
        while (reports.Read(out var report))
        {
            frames += report.RssiDbm is null ? 0 : WalkData(report.Data);
        }

        return frames;
    }

    private static int WalkData(ReadOnlySpan<byte> data)
    {
        var frames = 0;
        var structures = new AdvertisementReader(data);
        while (structures.Read(out var structure))
        {
            var frame = BeaconFrame.Of(structure);
            frames += frame.Kind == FrameKind.None ? 0 : 1;
            FrameFields.Sum(frame);
        }

        return frames;
    }
}
