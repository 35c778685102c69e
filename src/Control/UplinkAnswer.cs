namespace EdgeGateway.Control;

/// <summary>How the gateway stands with its broker and hub.</summary>
/// <param name="Sentence">For example "Connected to mqtt://hub.example:1883; everything is sent."</param>
/// <param name="Sent">Events published since start, repeats included.</param>
/// <param name="Delivered">Of these, acknowledged by the broker.</param>
/// <param name="Resent">Of these, sent more than once.</param>
/// <param name="Refused">Events that the broker will never take; they are in the drop ledger.</param>
/// <param name="AcknowledgedThrough">The hub has everything up to here; 0 before its first word.</param>
public sealed record UplinkAnswer(
    bool Connected, string Sentence, string Server, long Sent, long Delivered, long Resent, long Refused, long AcknowledgedThrough);
