using EdgeGateway.Events;

namespace EdgeGateway.Uplink;

/// <summary>How one attempt to deliver a consignment ended.</summary>
/// <param name="Problem">Empty when all of it is delivered; else why not, with the remedy.</param>
/// <param name="NeedsAHuman">Trying again soon helps nobody.</param>
/// <param name="Sent">Events sent this time.</param>
/// <param name="Refused">Numbers that the broker will never take, by epoch.</param>
internal sealed record ConsignmentOutcome(string Problem, bool NeedsAHuman, long Sent, IReadOnlyList<(Guid Epoch, SequenceRange Range)> Refused);
