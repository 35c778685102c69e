using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

public class PacketFuzzTests
{
    // One good packet of each type and version, written from the standard's tables.
    private static readonly byte[][] Seeds =
    [
        Bytes.Of("10 33 0004 4D515454 05 CE 000A 05 11 0000000A 0002 6777 05 18 00000003 0006 73 2F 6C 69 6E 6B 0003 6F6666 0004 75736572 0004 70617373"),
        Bytes.Of("10 0E 0004 4D515454 04 02 003C 0002 6777"),
        Bytes.Of("20 0E 01 00 0B 21 0014 22 0000 27 00010000"),
        Bytes.Of("32 10 0003 612F62 000A 07 0200000010 0101 78"),
        Bytes.Of("30 15 0001 61 11 26 0001 61 0001 62 03 0001 74 08 0001 72 0B 7F"),
        Bytes.Of("40 09 0001 87 05 1F 0002 6E6F"),
        Bytes.Of("50 02 0001"),
        Bytes.Of("62 03 0001 92"),
        Bytes.Of("70 02 0001"),
        Bytes.Of("82 11 000A 02 0B07 0003 612F62 01 0003 632F64 2E"),
        Bytes.Of("82 0B 000A 0006 612F622F2B23 02"),
        Bytes.Of("90 06 000A 00 00 02 87"),
        Bytes.Of("A2 0D 000A 00 0003 612F62 0003 632F64"),
        Bytes.Of("B0 05 000A 00 00 11"),
        Bytes.Of("C0 00"),
        Bytes.Of("D0 00"),
        Bytes.Of("E0 09 9D 07 1C 0004 6E657874"),
        Bytes.Of("F0 07 18 05 15 0002 6162"),
    ];

    [Fact]
    public void EverySeedIsAGoodPacket()
    {
        foreach (var seed in Seeds)
        {
            Assert.True(
                PacketProbe.Read(seed, ProtocolVersion.V5) == 1 || PacketProbe.Read(seed, ProtocolVersion.V311) == 1,
                Convert.ToHexString(seed));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NoDamageMakesAReaderThrowOrTakeMuchMemory(int randomSeed) => PacketFuzz.Run(Seeds, rounds: 15_000, randomSeed);

    [Fact]
    public void AClaimedLengthCostsNothing()
    {
        var claims = Bytes.Of("30 FFFFFF7F");
        var (status, totalBytes) = (default(FrameStatus), 0L);
        Assert.Equal(0, Allocations.Of(() =>
        {
            ReadOnlySpan<byte> unread = claims;
            status = FrameHeader.Split(ref unread, int.MaxValue, out var header, out _, out _);
            totalBytes = header.TotalBytes;
        }));
        Assert.Equal(FrameStatus.Incomplete, status);
        Assert.Equal(268_435_460, totalBytes);
    }
}
