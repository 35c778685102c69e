namespace EdgeGateway.Events;

/// <summary>
/// The gateway's answer to a <see cref="ResendRequest"/>: together <see cref="Again"/> and <see cref="Gone"/> are what was asked for, or
/// <see cref="Problem"/> says why nothing is sent.
/// </summary>
/// <param name="Epoch">The epoch of the request; when it could not be read, the gateway's own.</param>
/// <param name="Again">These are still in the outbox and are sent again, as backlog.</param>
/// <param name="Gone">These are not; sorted, and the same number of times in no other range.</param>
/// <param name="Problem">Empty, or why the request was refused: malformed, too large, of another epoch.</param>
public sealed record ResendAnswer(Guid Epoch, IReadOnlyList<SequenceRange> Again, IReadOnlyList<GoneRange> Gone, string Problem);
