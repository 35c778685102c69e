namespace EdgeGateway.Tests.Lab.Chain;

/// <summary>What the hub says of the gateway when everything has arrived, and what contradicts the promise that nothing is lost silently.</summary>
/// <param name="Produced">Numbers that the gateway has given, over all epochs.</param>
/// <param name="Dropped">Numbers that it has dropped and said so, with the reason.</param>
/// <param name="Repeats">Events that arrived more than once and changed nothing.</param>
internal sealed record ChainAccount(long Produced, long Stored, long Dropped, long Repeats, IReadOnlyList<string> Problems);
