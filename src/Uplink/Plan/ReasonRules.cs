using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <summary>The broker's reason codes (MQTT 5.0 section 2.4) as decisions and sentences.</summary>
internal static class ReasonRules
{
    public static PublishVerdict OfPuback(ReasonCode reason, RemovePolicy policy) => reason switch
    {
        ReasonCode.NoMatchingSubscribers when policy == RemovePolicy.Hub => PublishVerdict.NobodyListens,
        < ReasonCode.UnspecifiedError => PublishVerdict.Delivered,
        ReasonCode.QuotaExceeded or ReasonCode.MessageRateTooHigh or ReasonCode.ServerBusy or ReasonCode.ReceiveMaximumExceeded
            => PublishVerdict.Later,
        ReasonCode.NotAuthorized => PublishVerdict.NotAllowed,
        ReasonCode.PacketTooLarge or ReasonCode.PayloadFormatInvalid or ReasonCode.TopicNameInvalid => PublishVerdict.Never,
        _ => PublishVerdict.Unclear,
    };

    /// <summary>True when trying again soon helps nobody: a human must change something.</summary>
    public static bool NeedsAHuman(ReasonCode reason) => reason is ReasonCode.BadUserNameOrPassword or ReasonCode.NotAuthorized
        or ReasonCode.ClientIdentifierNotValid or ReasonCode.Banned or ReasonCode.BadAuthenticationMethod
        or ReasonCode.UnsupportedProtocolVersion or ReasonCode.SessionTakenOver or ReasonCode.RetainNotSupported;

    /// <summary>What would help, as the second half of a sentence.</summary>
    public static string Remedy(ReasonCode reason, string? serverReference) => reason switch
    {
        ReasonCode.BadUserNameOrPassword => "check uplink.userName and uplink.passwordFile",
        ReasonCode.NotAuthorized => "let this user publish edge/v1/{store}/{gateway}/# and read …/ack/stored in the broker's access list",
        ReasonCode.ClientIdentifierNotValid => "set uplink.clientId to what the broker expects",
        ReasonCode.Banned => "the broker's operator has banned this client",
        ReasonCode.UnsupportedProtocolVersion => "the broker must speak MQTT 5",
        ReasonCode.SessionTakenOver => "another client uses the same client id; give every gateway its own name",
        ReasonCode.RetainNotSupported => "the broker must keep retained messages",
        ReasonCode.UseAnotherServer or ReasonCode.ServerMoved when serverReference is { Length: > 0 } =>
            $"the broker names another server, put it into uplink.servers: {serverReference}",
        _ => "",
    };
}
