using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Simulation;

/// <summary>Looks at every byte that reaches the broker for what the tier does not let out.</summary>
internal sealed class PrivacyWatch(PrivacyTier tier)
{
    private readonly byte[][] forbidden =
    [
        .. (tier switch
        {
            PrivacyTier.Count => new[] { StoreVisitors.Stranger, StoreVisitors.Member, "\"identifier\"", "pseudonym" },
            PrivacyTier.Pseudonymous => [StoreVisitors.Stranger, StoreVisitors.Member],
            _ => [StoreVisitors.Stranger],
        }).Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>What was seen; null while nothing was.</summary>
    public string? Problem { get; private set; }

    public void Look(string topic, ReadOnlySpan<byte> payload)
    {
        foreach (var text in forbidden)
        {
            if (payload.IndexOf(text) >= 0 || topic.Contains(Encoding.UTF8.GetString(text), StringComparison.Ordinal))
            {
                Problem ??= $"the tier {tier} let {Encoding.UTF8.GetString(text)} out, in {Encoding.UTF8.GetString(payload)}";
            }
        }
    }
}
