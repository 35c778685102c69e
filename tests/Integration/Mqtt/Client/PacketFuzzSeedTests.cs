using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>Recorded packets that broke other brokers, and seeded damage to them, through every reader.</summary>
public class PacketFuzzSeedTests
{
    private const int Rounds = 50_000;
    private const int BytesPerPacketMax = 64 * 1024;

    [Fact]
    public void NoSeedAndNoDamageMakesAReaderThrow()
    {
        var seeds = Directory.GetFiles(TestData.PathOf("mqtt", "fuzz_seeds"), "*.raw", SearchOption.AllDirectories).Order().Select(File.ReadAllBytes).ToArray();
        Assert.NotEmpty(seeds);
        foreach (var seed in seeds) Read(seed);

        var random = new Random(79);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = seeds[random.Next(seeds.Length)].ToArray();
            for (var flips = random.Next(1, 5); flips > 0 && bytes.Length > 0; flips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Read(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length + 1) : bytes.Length));
        }
    }

    private static void Read(ReadOnlySpan<byte> bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var version in (ReadOnlySpan<ProtocolVersion>)[ProtocolVersion.V311, ProtocolVersion.V5])
        {
            var unread = bytes;
            while (FrameHeader.Split(ref unread, 1 << 20, out var header, out var body, out _) == FrameStatus.Complete) Read(header, body, version);
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < BytesPerPacketMax, Convert.ToHexString(bytes));
    }

    private static bool Read(FrameHeader header, ReadOnlySpan<byte> body, ProtocolVersion version) => header.Type switch
    {
        PacketType.Connect => ConnectPacket.TryRead(body, out _, out _),
        PacketType.Connack => ConnackPacket.TryRead(body, version, out _, out _),
        PacketType.Publish => PublishPacket.TryRead(header.Flags, body, version, out var publish, out _) && publish.ToMessage("t").Topic == "t",
        PacketType.Subscribe => SubscribePacket.TryRead(body, version, out _, out _),
        PacketType.Unsubscribe => UnsubscribePacket.TryRead(body, version, out _, out _),
        PacketType.Suback or PacketType.Unsuback => SubackPacket.TryRead(header.Type, body, version, out _, out _),
        PacketType.Disconnect or PacketType.Auth => DisconnectPacket.TryRead(header.Type, body, version, out _, out _),
        PacketType.Pingreq or PacketType.Pingresp => PingPacket.TryRead(body, out _),
        _ => AckPacket.TryRead(header.Type, body, version, out _, out _),
    };
}
