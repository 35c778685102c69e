using EdgeGateway.Events;

namespace EdgeGateway.Cli.Verify;

/// <summary>What the technician counts, key by key.</summary>
internal sealed class ManualCount
{
    /// <summary>A day of a busy door; more keys are refused.</summary>
    public const int CrossingsMax = 20_000;

    private readonly List<SeenCrossing> seen = [];

    public IReadOnlyList<SeenCrossing> Seen => seen;

    /// <summary>Keys taken back.</summary>
    public int Undone { get; private set; }

    public int Of(Direction direction) => seen.Count(one => one.Direction == direction);

    /// <summary>i and o count, u takes the last one back.</summary>
    /// <returns>What the key did; null for a key that means nothing here.</returns>
    public string? Press(char key, TimeSpan at)
    {
        switch (char.ToLowerInvariant(key))
        {
            case 'i' or 'o' when seen.Count < CrossingsMax:
                var direction = char.ToLowerInvariant(key) == 'i' ? Direction.In : Direction.Out;
                seen.Add(new SeenCrossing(at, direction));
                return direction == Direction.In ? "you: in" : "you: out";
            case 'u' when seen.Count > 0:
                var last = seen[^1];
                seen.RemoveAt(seen.Count - 1);
                Undone++;
                return last.Direction == Direction.In ? "you: took back an in" : "you: took back an out";
            default:
                return null;
        }
    }
}
