using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

/// <summary>Seeded damage to packets: flipped, cut, repeated and invented bytes.</summary>
internal static class PacketFuzz
{
    /// <summary>Allowed per damaged packet, for what reading a good message copies; an attacker's number would be far above it.</summary>
    private const int BytesPerPacketMax = 64 * 1024;

    public static void Run(IReadOnlyList<byte[]> seeds, int rounds, int randomSeed)
    {
        var random = new Random(randomSeed);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = Damage(seeds[random.Next(seeds.Count)], random);
            var version = random.Next(2) == 0 ? ProtocolVersion.V5 : ProtocolVersion.V311;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                PacketProbe.Read(bytes, version);
            }
            catch (Exception thrown)
            {
                Assert.Fail($"Round {round} of seed {randomSeed}, {version}, {Convert.ToHexString(bytes)}: {thrown}");
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < BytesPerPacketMax, Convert.ToHexString(bytes));
        }
    }

    private static byte[] Damage(byte[] packet, Random random)
    {
        var bytes = new List<byte>(packet);
        for (var times = random.Next(4); times >= 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, random.Next(bytes.Count - at) + 1); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(16), bytes.Count - at))); break;
                case 4: bytes.Insert(at, (byte)random.Next(256)); break;
            }
        }

        // Half of the time the length fits again, so that the damage gets past the frame.
        if (bytes.Count is > 2 and < 130 && random.Next(2) == 0) bytes[1] = (byte)(bytes.Count - 2);
        return [.. bytes];
    }
}
