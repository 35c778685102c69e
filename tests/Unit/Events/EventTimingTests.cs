using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Events;

public class EventTimingTests
{
    private static readonly Guid Boot = Guid.Parse("5ec0de00-0000-4000-8000-000000000001");
    private static readonly DateTimeOffset Began = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void OnlyTimeAndClockChange()
    {
        var json = Write(ClockQuality.Estimated, DateTimeOffset.UnixEpoch);
        Assert.True(EventTiming.TryReadEstimate(json, out var boot, out var sinceBoot));
        Assert.Equal((Boot, TimeSpan.FromSeconds(62.5)), (boot, sinceBoot));

        var expected = Encoding.UTF8.GetString(Write(ClockQuality.Synchronised, Began + sinceBoot));
        Assert.Equal(expected, Encoding.UTF8.GetString(EventTiming.Correct(json, Began + sinceBoot)!));
    }

    [Fact]
    public void WhatIsRightStaysAsItIs()
    {
        var json = Write(ClockQuality.Synchronised, Began);
        Assert.False(EventTiming.TryReadEstimate(json, out _, out _));
        Assert.Null(EventTiming.Correct(json, Began));
    }

    [Fact]
    public void DataThatLookLikeAnEnvelopeAreLeftAlone()
    {
        var json = Write(ClockQuality.Synchronised, Began, new TapRead("\",\"clock\":\"estimated\",\"data\":", "till", "iso14443a", null, null));
        Assert.False(EventTiming.TryReadEstimate(json, out _, out _));

        json = Write(ClockQuality.Estimated, Began, new TapRead("\",\"clock\":\"estimated\",\"data\":{\"time\":\"", "till", "iso14443a", null, null));
        Assert.True(EventJson.TryRead(EventTiming.Correct(json, Began.AddDays(1)), out var read, out var problem), problem);
        Assert.Equal((Began.AddDays(1), ClockQuality.Synchronised), (read.Time, read.Clock));
        Assert.Equal("\",\"clock\":\"estimated\",\"data\":{\"time\":\"", ((TapRead)read.Data!).Reader);
    }

    [Fact]
    public void DamagedBytesNeverThrow()
    {
        var random = new Random(1);
        var json = Write(ClockQuality.Estimated, DateTimeOffset.UnixEpoch);
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = json.AsSpan(0, random.Next(json.Length + 1)).ToArray();
            for (var hits = random.Next(4); hits > 0 && damaged.Length > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            if (EventTiming.TryReadEstimate(damaged, out _, out var sinceBoot))
            {
                Assert.True(sinceBoot >= TimeSpan.Zero);
                EventTiming.Correct(damaged, Began);
            }
        }
    }

    private static byte[] Write(ClockQuality clock, DateTimeOffset time, EventData? data = null) => EventJson.Write(
        new EventDraft
        {
            Id = Guid.Parse("0192f0c1-2345-7abc-8def-0123456789ac"),
            Source = "/stores/berlin-1/gateways/gw-1",
            Subject = "doors/front",
            Time = time,
            BootId = Boot,
            SinceBoot = TimeSpan.FromSeconds(62.5),
            Clock = clock,
            Data = data ?? new DoorCrossed("front", Direction.In, 0.97),
        },
        Guid.Parse("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"),
        42);
}
