using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// A file with events of another epoch, or of another name of this gateway, that still have to reach the hub under their own numbers: an import, or a
/// file that the outbox had to give up.
/// </summary>
public interface IConsignment
{
    string Path { get; }

    /// <summary>Before anything is sent: what <see cref="Events"/> gives is right, so that a wrong event never takes a right one's number at the hub.</summary>
    /// <exception cref="IOException">The file cannot be read, or is not whole any more.</exception>
    void Verify(CancellationToken stopping);

    /// <summary>Reads the file from its beginning; each event as its own bytes.</summary>
    /// <exception cref="IOException">The file cannot be read, or is not whole any more; then it must not be settled.</exception>
    IEnumerable<WaitingEvent> Events();

    /// <summary>Once <see cref="Events"/> has ended: the lines for the drop ledger about what the file should hold and does not.</summary>
    IReadOnlyList<GatewayDropped> Lost();

    /// <summary>All of it is delivered: an import is deleted, a file that was given up is kept for a human and marked.</summary>
    /// <exception cref="IOException">Neither could be done.</exception>
    void Settle();
}
