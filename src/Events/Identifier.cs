namespace EdgeGateway.Events;

/// <summary>What a customer carries, as far as the privacy tier lets it leave Sensing: an enrolled identifier or its pseudonym.</summary>
/// <param name="Kind">One of <see cref="IdentifierKinds"/>.</param>
/// <param name="Programme">The enrolled programme that let it pass, for example <c>loyalty-app</c>.</param>
/// <param name="Value">
/// The canonical text: <c>uuid/major/minor</c> for iBeacon, 40 hex digits for AltBeacon, <c>namespace/instance</c> for Eddystone-UID,
/// the name given to it for a key, hex digits for an NFC UID, the text itself for a code; 32 hex digits for a pseudonym. Lower case.
/// </param>
public sealed record Identifier(string Kind, string Programme, string Value);
