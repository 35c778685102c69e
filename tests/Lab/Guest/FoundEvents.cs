using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>
/// Reads an outbox out and says what is in it, in as few lines as it takes: "epoch GUID", "run FIRST LAST TOKEN" for numbers and tokens that follow
/// each other, "bad NUMBER WHY" for each event that is not what was appended, "note TEXT" and "aside FILES" when the file had to be given up.
/// </summary>
internal static class FoundEvents
{
    public static void Say(OutboxOpening opening, string path, ControlLine line)
    {
        Say(line, $"epoch {opening.Outbox.Epoch}");
        if (opening.Note.Length > 0)
        {
            Say(line, $"note {opening.Note}");
        }

        if (Directory.GetFiles(Path.GetDirectoryName(path)!, "outbox.*.db").Length is > 0 and var aside)
        {
            Say(line, $"aside {aside}");
        }

        var (first, last, token) = (0L, -1L, 0L);
        foreach (var waiting in All(opening.Outbox).OrderBy(waiting => waiting.Sequence))
        {
            if (NumberedEvents.TokenOf(waiting.Json.Span, opening.Outbox.Epoch, waiting.Sequence, out var problem) is not { } found)
            {
                Say(line, $"bad {waiting.Sequence} {problem}");
                continue;
            }

            if (waiting.Sequence == last + 1 && found == token + (waiting.Sequence - first))
            {
                last++;
                continue;
            }

            SayRun(line, first, last, token);
            (first, last, token) = (waiting.Sequence, waiting.Sequence, found);
        }

        SayRun(line, first, last, token);
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

    private static void SayRun(ControlLine line, long first, long last, long token)
    {
        if (last >= first)
        {
            Say(line, $"run {first} {last} {token}");
        }
    }

    private static void Say(ControlLine line, FormattableString words) => line.Say(words.ToString(CultureInfo.InvariantCulture));
}
