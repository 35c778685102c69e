using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>All that an outbox holds: number to token, and each event that is not, byte for byte, what was appended.</summary>
internal sealed record FoundEvents(SortedDictionary<long, long> Tokens, IReadOnlyList<string> Bad)
{
    public static FoundEvents Read(IOutbox outbox)
    {
        var (tokens, bad) = (new SortedDictionary<long, long>(), new List<string>());
        foreach (var waiting in All(outbox))
        {
            if (NumberedEvents.TokenOf(waiting.Json.Span, outbox.Epoch, waiting.Sequence, out var problem) is not { } token)
            {
                bad.Add(string.Create(CultureInfo.InvariantCulture, $"{waiting.Sequence}: {problem}; {ReadAgain(outbox, waiting)}"));
            }
            else if (!tokens.TryAdd(waiting.Sequence, token))
            {
                bad.Add(string.Create(CultureInfo.InvariantCulture, $"{waiting.Sequence}: it is there twice"));
            }
        }

        return new FoundEvents(tokens, bad);
    }

    /// <summary>"run FIRST LAST TOKEN" for numbers and tokens that follow each other, "bad NUMBER WHY".</summary>
    public void Say(ControlLine line)
    {
        var (first, last, token) = (0L, -1L, 0L);
        foreach (var (number, found) in Tokens.Append(new(long.MinValue, 0)))
        {
            if (number == last + 1 && found == token + (number - first))
            {
                last++;
                continue;
            }

            if (last >= first)
            {
                line.Say(string.Create(CultureInfo.InvariantCulture, $"run {first} {last} {token}"));
            }

            (first, last, token) = (number, number, found);
        }

        foreach (var bad in Bad)
        {
            line.Say($"bad {bad}");
        }
    }

    // Whether the medium holds it so, or a processor was wrong once.
    private static string ReadAgain(IOutbox outbox, WaitingEvent bad)
    {
        List<WaitingEvent> again = [];
        outbox.Browse(bad.Lane, bad.Sequence - 1, 1, again);
        return again is not [var one] || one.Sequence != bad.Sequence ? "read again it is gone"
            : NumberedEvents.TokenOf(one.Json.Span, outbox.Epoch, one.Sequence, out _) is not null ? "read again it is right"
            : one.Json.Span.SequenceEqual(bad.Json.Span) ? "read again it is the same"
            : "read again it is another";
    }

    private static List<WaitingEvent> All(IOutbox outbox)
    {
        var all = new List<WaitingEvent>();
        foreach (var lane in Enum.GetValues<EventLane>())
        {
            for (var after = 0L; outbox.Peek(lane, after, 1000, all) > 0;)
            {
                after = all[^1].Sequence;
            }
        }

        return all;
    }
}
