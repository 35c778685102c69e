using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>Opens outboxes on a real disk and reads them out.</summary>
internal static class OutboxFiles
{
    public static EventDraft Draft(EventData data) => new()
    {
        Id = Guid.CreateVersion7(),
        Source = "/stores/berlin-1/gateways/gw-1",
        Subject = "doors/front",
        Time = DateTimeOffset.UtcNow,
        BootId = Guid.Empty,
        SinceBoot = TimeSpan.FromSeconds(1),
        Clock = ClockQuality.Synchronised,
        Data = data,
    };

    public static EventDraft Crossing() => Draft(new DoorCrossed("front", Direction.In, 0.97));

    public static EventDraft Arrival() => Draft(new VisitorArrived(Guid.CreateVersion7(), "entrance", null, 0.9, []));

    public static OutboxOpening Open(string path) => OutboxLog.Open(new OutboxOptions { Path = path }, TimeProvider.System, Draft);

    /// <summary>Damages a file as a worn card does.</summary>
    public static void Overwrite(string path, long at, int length)
    {
        using var file = File.OpenWrite(path);
        file.Position = at;
        file.Write(Enumerable.Repeat((byte)0xA5, length).ToArray());
    }

    /// <summary>Every waiting number; each event is read and must carry its number.</summary>
    public static SequenceSet Numbers(IOutbox outbox)
    {
        var numbers = new SequenceSet();
        foreach (var lane in Enum.GetValues<EventLane>())
        {
            var events = new List<WaitingEvent>();
            while (outbox.Peek(lane, events.Count == 0 ? 0 : events[^1].Sequence, 1000, events) > 0)
            {
            }

            foreach (var waiting in events)
            {
                Assert.True(EventJson.TryRead(waiting.Json.Span, out var read, out var problem), problem);
                Assert.Equal((outbox.Epoch, waiting.Sequence), (read.Epoch, read.Sequence));
                Assert.False(numbers.Contains(waiting.Sequence));
                numbers.Add(waiting.Sequence);
            }
        }

        return numbers;
    }
}
