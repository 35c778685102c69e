using EdgeGateway.Events;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>
/// Events that are a pure function of a token, so that whoever knows the token knows every byte. The clock is called estimated: an event then has
/// no age, and nothing is dropped because the guest's clock stands in another year.
/// </summary>
internal static class NumberedEvents
{
    private static readonly Identifier Who = new(IdentifierKinds.IBeacon, "loyalty-app", "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2");

    public static EventDraft Make(long token) => Stamp(token, (token % 8) switch
    {
        0 => new DoorTraffic("front", 300, (int)(token % 100), 3, 1, 0),
        1 or 2 => new DoorCrossed("front", Direction.In, 0.97),
        3 => new SensorState("front", "doors", SensorCondition.Failed, new string('x', (int)(token % 1500)), "wipe the lens", token),
        _ => new VisitorMoved(IdOf(~token), "entrance", "till", Who, 0.9),
    });

    /// <summary>The drop ledger's own events. The writer's outbox reaches no cap, so one that is found says that something could not be read.</summary>
    public static EventDraft Stamp(EventData data) => Stamp(-1, data);

    /// <summary>The token of an event that is, byte for byte, what <see cref="Make"/> made; otherwise what is wrong with it.</summary>
    public static long? TokenOf(ReadOnlySpan<byte> json, Guid epoch, long sequence, out string problem)
    {
        if (!EventJson.TryRead(json, out var read, out problem))
        {
            return null;
        }

        var token = BitConverter.ToInt64(read.Id.ToByteArray(), 8) ^ long.MinValue;
        problem = json.SequenceEqual(EventJson.Write(Make(token), epoch, sequence)) ? "" : $"it has other bytes than were appended: {System.Text.Encoding.UTF8.GetString(json)}";
        return problem.Length == 0 ? token : null;
    }

    private static EventDraft Stamp(long token, EventData data) => new()
    {
        Id = IdOf(token),
        Source = "/stores/lab/gateways/virtual-pi",
        Subject = "doors/front",
        Time = DateTimeOffset.UnixEpoch.AddSeconds(token & int.MaxValue),
        BootId = Guid.Empty,
        SinceBoot = TimeSpan.FromMilliseconds(token & int.MaxValue),
        Clock = ClockQuality.Estimated,
        Data = data,
    };

    // Shaped like a UUIDv7, because a reader may look at the version and the variant.
    private static Guid IdOf(long token) => new([1, 2, 3, 4, 5, 6, 7, 0x70, .. BitConverter.GetBytes(token ^ long.MinValue)]);
}
