namespace EdgeGateway.Uplink;

/// <summary>The uplink at one moment.</summary>
/// <param name="Sentence">What it is doing or waiting for, with the remedy where there is one.</param>
/// <param name="Server">The broker it is connected to or tries next.</param>
/// <param name="Sent">PUBLISH packets of events since start, repeats included.</param>
/// <param name="Delivered">Of these, acknowledged by the broker.</param>
/// <param name="Resent">Of these, sent more than once.</param>
/// <param name="Refused">Events that the broker will never take; they are in the outbox's aside and in the ledger.</param>
/// <param name="InFlight">Under way now.</param>
/// <param name="HubAcknowledged">The hub has everything of this epoch up to here; 0 before its first word.</param>
/// <param name="BacklogRate">Events of backlog per second that broker and hub allow at this moment.</param>
/// <param name="Hindrance">Why events wait although there is a connection; empty while they do not.</param>
/// <param name="LastDelivered">When the broker last acknowledged an event.</param>
public sealed record UplinkStatus(
    bool Connected,
    string Sentence,
    Uri? Server,
    long Sent,
    long Delivered,
    long Resent,
    long Refused,
    int InFlight,
    long HubAcknowledged,
    DateTimeOffset? LastDelivered,
    int Connects,
    double BacklogRate,
    string Hindrance);
