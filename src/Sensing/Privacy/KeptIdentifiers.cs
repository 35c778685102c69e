using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// Identifiers admitted before, so that a beacon's next advertisement costs a look-up and no memory. Whoever invents members of
/// an enrolled programme fills it; then it is emptied, and honest beacons are back with their next advertisement.
/// </summary>
/// <typeparam name="TKey">The identifier's bytes as a value.</typeparam>
internal sealed class KeptIdentifiers<TKey>(int keptMax)
    where TKey : struct, IEquatable<TKey>
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Identifier> kept = [];

    public bool TryGet(TKey key, out Identifier? identifier)
    {
        lock (gate)
        {
            return kept.TryGetValue(key, out identifier);
        }
    }

    public Identifier Keep(TKey key, Identifier identifier)
    {
        lock (gate)
        {
            if (kept.Count >= keptMax)
            {
                kept.Clear();
            }

            kept[key] = identifier;
            return identifier;
        }
    }
}
