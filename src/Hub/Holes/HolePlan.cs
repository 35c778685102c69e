using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Holes;

/// <summary>
/// Decides which holes are asked for again. Pure: it looks at the ledger and is told the time. A hole that gets smaller is a backlog on its way; one that
/// stands still is asked for, at once when the gateway does not say that it holds so much, and later when it does, because then the gateway
/// sends it again by itself.
/// </summary>
internal sealed class HolePlan(HoleOptions options)
{
    /// <summary>A gateway that holds what is missing gets this many times longer to send it by itself.</summary>
    public const int PatienceFactor = 10;

    /// <summary>Gateways asked at one moment: after an outage of the hub thousands may have holes.</summary>
    public const int QuestionsMax = 100;

    private const int DoublingsMax = 6;

    private readonly Dictionary<long, (long Missing, DateTimeOffset Since)> _holes = [];
    private readonly Dictionary<long, Queue<DateTimeOffset>> _asked = [];

    /// <summary>What is to be asked now; the caller holds the ledger's gate.</summary>
    public IReadOnlyList<HoleQuestion> Due(CompletenessLedger ledger, DateTimeOffset now)
    {
        var questions = new List<HoleQuestion>();
        foreach (var gateway in ledger.Gateways)
        {
            if (questions.Count < QuestionsMax && Question(gateway, now) is { } question)
            {
                questions.Add(question);
            }
        }

        return questions;
    }

    private HoleQuestion? Question(GatewayLedger gateway, DateTimeOffset now)
    {
        // Of an outbox that was given up the gateway knows nothing any more; while it is offline it cannot be asked.
        if (gateway.Online != true || gateway.CurrentEpoch is not { } current || !gateway.Epochs.TryGetValue(current, out var epoch))
        {
            return null;
        }

        var missing = epoch.MissingCount;
        if (missing == 0)
        {
            _holes.Remove(epoch.Id);
            return null;
        }

        // A moment that is still to come was noted by a clock that has been put right since.
        if (!_holes.TryGetValue(epoch.Id, out var hole) || missing < hole.Missing || hole.Since > now)
        {
            _holes[epoch.Id] = (missing, now);
            return null;
        }

        var isHeld = missing <= (gateway.Health?.Waiting ?? 0);
        var attempts = Math.Min(epoch.AttemptsInVain, DoublingsMax);
        var patience = options.AskAfter * (isHeld ? PatienceFactor : 1) * (1 << attempts);
        var since = epoch.Asked is { } asked && asked.At > hole.Since && asked.At <= now ? asked.At : hole.Since;
        if (now - since < patience || !MayAsk(gateway.Id, now))
        {
            return null;
        }

        return new HoleQuestion(gateway, epoch, Ranges(epoch));
    }

    private bool MayAsk(long gateway, DateTimeOffset now)
    {
        var asked = _asked.TryGetValue(gateway, out var known) ? known : _asked[gateway] = new Queue<DateTimeOffset>();
        while (asked.TryPeek(out var oldest) && (now - oldest >= TimeSpan.FromHours(1) || oldest > now))
        {
            asked.Dequeue();
        }

        if (asked.Count >= options.RequestsPerHour)
        {
            return false;
        }

        asked.Enqueue(now);
        return true;
    }

    /// <summary>The oldest missing numbers, as many as one request may name.</summary>
    private static List<SequenceRange> Ranges(EpochLedger epoch)
    {
        var (ranges, left) = (new List<SequenceRange>(), (long)ResendRequest.NumbersMax);
        foreach (var range in epoch.MissingRanges)
        {
            if (left == 0 || ranges.Count == ResendRequest.RangesMax)
            {
                break;
            }

            ranges.Add(range.Count <= left ? range : new SequenceRange(range.First, range.First + left - 1));
            left -= ranges[^1].Count;
        }

        return ranges;
    }
}
