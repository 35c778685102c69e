using System.Buffers;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

public class FrameHeaderTests
{
    [Fact]
    public void TwoPacketsAndAHalfAreTwoPacketsAndARest()
    {
        ReadOnlySpan<byte> unread = Bytes.Of("C000 4002 0001 4002 00");

        Assert.Equal(FrameStatus.Complete, FrameHeader.Split(ref unread, 100, out var ping, out _, out _));
        Assert.Equal(PacketType.Pingreq, ping.Type);
        Assert.Equal(FrameStatus.Complete, FrameHeader.Split(ref unread, 100, out var puback, out var body, out _));
        Assert.Equal(PacketType.Puback, puback.Type);
        Assert.Equal([0, 1], body.ToArray());
        Assert.Equal(FrameStatus.Incomplete, FrameHeader.Split(ref unread, 100, out var half, out _, out _));
        Assert.Equal(4, half.TotalBytes);
        Assert.Equal(3, unread.Length);
    }

    [Fact]
    public void APacketCutAnywhereIsIncompleteAndThenWhole()
    {
        var packet = Bytes.Of("30 8101 0001 61 00").Concat(new byte[124]).ToArray();
        Assert.Equal(1 + 2 + 129 - 1, packet.Length);
        packet[1] = 0x80;
        for (var length = 0; length < packet.Length; length++)
        {
            ReadOnlySpan<byte> part = packet.AsSpan(0, length);
            Assert.Equal(FrameStatus.Incomplete, FrameHeader.Split(ref part, 1000, out _, out _, out _));
        }

        Bytes.Frame(packet, out var body);
        Assert.Equal(128, body.Length);
    }

    [Fact]
    public void APacketOverTwoSegmentsOfAPipeIsFound()
    {
        var packet = Bytes.Of("C000 4002 1234");
        for (var cut = 0; cut <= packet.Length; cut++)
        {
            var sequence = Segments(packet.AsMemory(0, cut), packet.AsMemory(cut));
            Assert.Equal(FrameStatus.Complete, FrameHeader.Split(ref sequence, 100, out _, out _, out _));
            Assert.Equal(FrameStatus.Complete, FrameHeader.Split(ref sequence, 100, out _, out var body, out _));
            Assert.Equal([0x12, 0x34], body.ToArray());
            Assert.True(sequence.IsEmpty);
        }
    }

    [Theory]
    [InlineData("00 00", ReasonCode.MalformedPacket)] // reserved type
    [InlineData("36 00", ReasonCode.MalformedPacket)] // QoS 3
    [InlineData("38 00", ReasonCode.MalformedPacket)] // DUP with QoS 0
    [InlineData("60 02", ReasonCode.MalformedPacket)] // PUBREL flags
    [InlineData("83 02", ReasonCode.MalformedPacket)] // SUBSCRIBE flags
    [InlineData("C1 00", ReasonCode.MalformedPacket)] // PINGREQ flags
    [InlineData("30 FFFFFFFF", ReasonCode.MalformedPacket)] // five bytes of length
    [InlineData("30 8000", ReasonCode.MalformedPacket)] // a longer length than needed
    [InlineData("30 FFFFFF7F", ReasonCode.PacketTooLarge)]
    [InlineData("30 64", ReasonCode.PacketTooLarge)] // 102 bytes in all
    public void WhatCannotBeAPacketIsRefusedAtItsFirstBytes(string hex, ReasonCode reason)
    {
        ReadOnlySpan<byte> unread = Bytes.Of(hex);

        Assert.Equal(FrameStatus.Faulty, FrameHeader.Split(ref unread, 100, out _, out _, out var fault));
        Assert.Equal(reason, fault.Reason);
        Assert.NotEmpty(fault.Explanation);
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(128, "8001")]
    [InlineData(16_383, "FF7F")]
    [InlineData(16_384, "808001")]
    [InlineData(2_097_151, "FFFF7F")]
    [InlineData(2_097_152, "80808001")]
    [InlineData(268_435_455, "FFFFFF7F")]
    public void VariableIntegersAreThoseOfTable1(int value, string hex)
    {
        var bytes = new byte[VariableInteger.Length(value)];

        Assert.Equal(bytes.Length, VariableInteger.Write(bytes, value));
        Assert.Equal(hex, Convert.ToHexString(bytes));
        Assert.Equal(bytes.Length, VariableInteger.Read(bytes, out var read));
        Assert.Equal(value, read);
    }

    private static ReadOnlySequence<byte> Segments(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        var tail = new Segment(second, first.Length, null);
        return new ReadOnlySequence<byte>(new Segment(first, 0, tail), 0, tail, second.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex, Segment? next)
        {
            Memory = memory;
            RunningIndex = runningIndex;
            Next = next;
        }
    }
}
