using System.Buffers.Binary;
using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

/// <summary>Files written here by the format's description (RFC 1761 with Bluetooth's datalinks).</summary>
public class BtsnoopTests
{
    private static readonly byte[] Event = [0x04, 0x0E, 0x04, 0x01, 0x03, 0x0C, 0x00];
    private static readonly byte[] Command = [0x01, 0x03, 0x0C, 0x00];

    private readonly SimulatedClock clock = new() { WaitsPassTime = true };
    private readonly byte[] packet = new byte[IRadio.PacketBytesMax];

    [Fact]
    public void EventsComeWithThePausesOfTheRecording()
    {
        var start = clock.SinceBoot;
        using var radio = Play(BtsnoopPacing.AsRecorded, Header(1002), Record(Event, 1, atMicroseconds: 0), Record(Event, 1, atMicroseconds: 2_500_000));

        Assert.Equal(7, radio.Receive(packet, TimeSpan.FromSeconds(1), out var first));
        Assert.Equal(0, radio.Receive(packet, TimeSpan.FromSeconds(1), out _));
        Assert.Equal(0, radio.Receive(packet, TimeSpan.FromSeconds(1), out _));
        Assert.Equal(7, radio.Receive(packet, TimeSpan.FromSeconds(1), out var second));
        Assert.Equal(-1, radio.Receive(packet, TimeSpan.FromSeconds(1), out _));
        Assert.Equal((start, start + TimeSpan.FromSeconds(2.5)), (first, second));
        Assert.Equal(Event, packet[..7]);
    }

    [Fact]
    public void WithoutPausesNothingWaits()
    {
        var start = clock.SinceBoot;
        using var radio = Play(BtsnoopPacing.AsFastAsPossible, Header(1002), Record(Event, 1, 0), Record(Event, 1, atMicroseconds: 3_600_000_000));

        Assert.Equal((7, 7, -1), (Receive(radio), Receive(radio), Receive(radio)));
        Assert.Equal(start, clock.SinceBoot);
    }

    [Fact]
    public void TimesThatRunBackwardsAreDueAtOnce()
    {
        using var radio = Play(BtsnoopPacing.AsRecorded, Header(1002), Record(Event, 1, 5_000_000), Record(Event, 1, 0), Record(Event, 1, long.MinValue / 2));

        Assert.Equal((7, 7, 7, -1), (Receive(radio), Receive(radio), Receive(radio), Receive(radio)));
    }

    [Theory]
    [InlineData(1001u, 3u, 2u)] // no type byte; flags: received event, sent command
    [InlineData(2001u, 3u, 2u)] // no type byte; the flags' low half is the monitor's opcode
    public void DatalinksWithoutTypeByteGetOne(uint datalink, uint eventFlags, uint commandFlags)
    {
        var reader = BtsnoopReader.Open(File([Header(datalink), Record(Command[1..], commandFlags, 0), Record(Event[1..], eventFlags, 0)]), "x");

        Assert.True(reader.ReadEvent());
        Assert.Equal(Event, reader.Packet.ToArray());
        Assert.False(reader.ReadEvent());
        Assert.Equal((2, 1, ""), (reader.Records, reader.Skipped, reader.Problem));
    }

    [Fact]
    public void CommandsAndPartlyRecordedEventsAreSkippedAndCounted()
    {
        var reader = BtsnoopReader.Open(File([Header(1002), Record(Command, 2, 0), Record(Event, 1, 0, original: 200), Record(Event, 1, 0)]), "x");

        Assert.True(reader.ReadEvent());
        Assert.False(reader.ReadEvent());
        Assert.Equal(2, reader.Skipped);
    }

    [Fact]
    public void AFileCutAnywhereEndsThereAndSaysSo()
    {
        var whole = File([Header(1002), Record(Event, 1, 0), Record(Event, 1, 0)]).ToArray();
        for (var length = 16; length <= whole.Length; length++)
        {
            var reader = BtsnoopReader.Open(new MemoryStream(whole, 0, length), "x");
            var events = 0;
            while (reader.ReadEvent()) events++;

            Assert.Equal((length - 16) / 31, events);
            Assert.Equal((length - 16) % 31 == 0, reader.Problem.Length == 0);
        }
    }

    [Fact]
    public void ALengthThatCannotBeIsDamageAndCostsNoMemory()
    {
        var record = Record(Event, 1, 0);
        record.AsSpan(0, 8).Fill(0xFF);
        var reader = BtsnoopReader.Open(File([Header(1002), Record(Event, 1, 0), record]), "x");

        Assert.True(reader.ReadEvent());
        Assert.False(reader.ReadEvent());
        Assert.Contains("damaged after record 1: a record claims 4294967295", reader.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void RandomBytesNeverThrow()
    {
        var random = new Random(20);
        for (var i = 0; i < 2_000; i++)
        {
            var garbage = new byte[random.Next(400)];
            random.NextBytes(garbage);
            if (i % 2 == 0 && garbage.Length > 8) garbage.AsSpan(0, 7).Clear(); // plausible lengths
            var reader = BtsnoopReader.Open(File([Header(1002), garbage]), "x");
            while (reader.ReadEvent())
            {
                Assert.InRange(reader.Packet.Length, 1, IRadio.PacketBytesMax);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("btsnoop")]
    [InlineData("not a capture at all")]
    public void AnotherFileIsRefusedWithARemedy(string content)
    {
        var refused = Assert.Throws<DeviceException>(() => BtsnoopReader.Open(new MemoryStream([.. content.Select(c => (byte)c)]), "street.btsnoop"));

        Assert.Equal("cannot play street.btsnoop: it is no btsnoop file; record one with `btmon -w street.btsnoop`", refused.Message);
    }

    [Fact]
    public void AnotherDatalinkIsRefusedByItsNumber() =>
        Assert.Contains("datalink 1003", Assert.Throws<DeviceException>(() => BtsnoopReader.Open(File([Header(1003)]), "x")).Message, StringComparison.Ordinal);

    private int Receive(BtsnoopRadio radio) => radio.Receive(packet, TimeSpan.FromSeconds(1), out _);

    private BtsnoopRadio Play(BtsnoopPacing pacing, params byte[][] parts) => new("x.btsnoop", File(parts), clock, pacing);

    private static MemoryStream File(byte[][] parts) => new([.. parts.SelectMany(part => part)]);

    private static byte[] Header(uint datalink)
    {
        byte[] header = [.. "btsnoop\0"u8, 0, 0, 0, 1, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(12), datalink);
        return header;
    }

    private static byte[] Record(byte[] bytes, uint flags, long atMicroseconds, int? original = null)
    {
        byte[] record = [.. new byte[24], .. bytes];
        BinaryPrimitives.WriteUInt32BigEndian(record, (uint)(original ?? bytes.Length));
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(4), (uint)bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(8), flags);
        BinaryPrimitives.WriteInt64BigEndian(record.AsSpan(16), atMicroseconds + 0x00E0_3AB4_4A67_6000); // 2000-01-01
        return record;
    }
}
