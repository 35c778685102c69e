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

    /// <summary>For PUBACK not authorised.</summary>
    public const string PublishRemedy = "let this user publish edge/v1/{store}/{gateway}/# in the broker's access list";

    /// <summary>What would help when the broker ends or refuses a connection, as the second half of a sentence.</summary>
    public static string Remedy(ReasonCode reason, string? serverReference) => reason switch
    {
        ReasonCode.BadUserNameOrPassword => "check uplink.userName and uplink.passwordFile",
        ReasonCode.NotAuthorized =>
            "let this user connect, publish edge/v1/{store}/{gateway}/# and read …/ack/stored and …/command/+ in the broker's access list",
        ReasonCode.ClientIdentifierNotValid => "set uplink.clientId to what the broker expects",
        ReasonCode.Banned => "the broker's operator has banned this client",
        ReasonCode.UnsupportedProtocolVersion => "the broker must speak MQTT 5",
        ReasonCode.SessionTakenOver => "another client uses the same client id; give every gateway its own name",
        ReasonCode.RetainNotSupported => "the broker must keep retained messages",
        ReasonCode.BadAuthenticationMethod => "the broker wants an authentication that this gateway does not have",
        ReasonCode.QuotaExceeded or ReasonCode.ConnectionRateExceeded => "the broker has too many clients; wait, or raise its limits",
        ReasonCode.PacketTooLarge => "raise the broker's maximum packet size",
        ReasonCode.KeepAliveTimeout => "the line is dead or too slow; check the network, or raise uplink.keepAlive",
        ReasonCode.ServerBusy or ReasonCode.ServerShuttingDown or ReasonCode.AdministrativeAction => "it is the broker's operator's turn; nothing is to be done here",
        ReasonCode.UseAnotherServer or ReasonCode.ServerMoved when serverReference is { Length: > 0 } => $"it names {serverReference}",
        _ => "",
    };
}
