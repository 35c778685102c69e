using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// Looks for cards of all kinds: type A, which nearly all are, at each look, and one of the other kinds in turn, so that a look stays
/// short. Of many cards at once each gets its turn.
/// </summary>
/// <param name="debounce">A card that lies there must be seen again within this time, or it counts as gone.</param>
internal sealed class FieldPoll(Pn532 reader, RecentCards recent, IClock clock, TimeSpan debounce)
{
    // Each round meets two cards and puts them to sleep; a purse has no more than these.
    private const int RoundsMax = 4;

    // Not more often than needed: a phone notices each time the field goes.
    private static readonly TimeSpan WakeEveryMax = TimeSpan.FromSeconds(1);

    private static readonly PollStep[] Others = [PollStep.FeliCa212, PollStep.TypeB, PollStep.FeliCa424];

    private readonly TimeSpan wakeEvery = debounce / 3 < WakeEveryMax ? debounce / 3 : WakeEveryMax;
    private readonly List<TagFound> found = new(Pn532.TargetsMax);
    private readonly HashSet<string> met = [];
    private bool hasLostOne;
    private int turn;
    private TimeSpan wokenAt;

    /// <summary>Time of the last look that went to other kinds than type A; the rest until the next look is shorter by it.</summary>
    public TimeSpan SpentOnOthers { get; private set; }

    /// <summary>One look at the field; <paramref name="meet"/> gets every card that is there, chosen and ready to be read.</summary>
    public Pn532Outcome Look(Func<TagFound, Pn532Outcome> meet)
    {
        SpentOnOthers = TimeSpan.Zero;
        hasLostOne = false;
        met.Clear();
        var outcome = LookForTypeA(meet);
        if (outcome != Pn532Outcome.Done)
        {
            return outcome;
        }

        var since = clock.SinceBoot;
        outcome = LookOnce(Others[turn++ % Others.Length], meet, out _);
        SpentOnOthers = clock.SinceBoot - since;
        return outcome == Pn532Outcome.Done && met.Count == 0 ? WakeWhoLiesThere() : outcome;
    }

    private Pn532Outcome LookForTypeA(Func<TagFound, Pn532Outcome> meet)
    {
        for (var round = 1; ; round++)
        {
            var outcome = LookOnce(PollStep.TypeA, meet, out var isNews);
            if (outcome != Pn532Outcome.Done || found.Count < Pn532.TargetsMax || !isNews || round == RoundsMax)
            {
                return outcome == Pn532Outcome.Done && (round > 1 || hasLostOne) ? reader.CycleField() : outcome;
            }

            // As many as the chip can hold: there may be more. Those it had now sleep until the field has been off.
        }
    }

    private Pn532Outcome LookOnce(PollStep step, Func<TagFound, Pn532Outcome> meet, out bool isNews)
    {
        isNews = false;
        var outcome = reader.Find(step, found);
        for (var i = 0; i < found.Count && outcome is Pn532Outcome.Done or Pn532Outcome.TagLost; i++)
        {
            isNews |= met.Add(Convert.ToHexString(found[i].Uid.Span));
            outcome = meet(found[i]);
            hasLostOne |= outcome == Pn532Outcome.TagLost;
        }

        // A card that was taken away too early is no trouble of the reader's; one that was only held badly is asked again.
        return found.Count == 0 || outcome is not (Pn532Outcome.Done or Pn532Outcome.TagLost) ? outcome
            : found.Count == Pn532.TargetsMax ? reader.Halt() : reader.Release();
    }

    /// <summary>Chips differ in whether a card they let go of hears the next call; the field's coming back all hear.</summary>
    private Pn532Outcome WakeWhoLiesThere()
    {
        if (!recent.Any(clock.SinceBoot) || clock.SinceBoot - wokenAt < wakeEvery)
        {
            return Pn532Outcome.Done;
        }

        wokenAt = clock.SinceBoot;
        return reader.CycleField();
    }
}
