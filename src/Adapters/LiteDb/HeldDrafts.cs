using EdgeGateway.Events;

namespace EdgeGateway.Adapters.LiteDb;

/// <summary>Events that the medium has not taken yet. When there are too many, the lowest lane's oldest goes first and is counted.</summary>
internal sealed class HeldDrafts(int draftsMax)
{
    private readonly List<EventDraft> drafts = [];
    private readonly Dictionary<EventLane, long> lost = [];

    public IReadOnlyList<EventDraft> Drafts => drafts;

    public IReadOnlyDictionary<EventLane, long> Lost => lost;

    public int Count => drafts.Count;

    public void Add(IReadOnlyList<EventDraft> more)
    {
        drafts.AddRange(more);
        while (drafts.Count > draftsMax)
        {
            var lane = drafts.Max(draft => draft.Lane);
            drafts.RemoveAt(drafts.FindIndex(draft => draft.Lane == lane));
            lost[lane] = lost.GetValueOrDefault(lane) + 1;
        }
    }

    public void Clear()
    {
        drafts.Clear();
        lost.Clear();
    }
}
