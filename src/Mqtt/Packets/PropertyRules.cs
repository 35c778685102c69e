using static EdgeGateway.Mqtt.Packets.PropertyForm;
using static EdgeGateway.Mqtt.Packets.PropertyScope;

namespace EdgeGateway.Mqtt.Packets;

/// <summary>Which property may stand where, how often and with which values: MQTT 5.0 table 2-4 and sections 3.1 to 3.15.</summary>
internal static class PropertyRules
{
    private const int IdMax = (int)PropertyId.SharedSubscriptionAvailable;

    private static readonly PropertyForm[] Forms = new PropertyForm[IdMax + 1];

    private static readonly PropertyScope[] Scopes = new PropertyScope[IdMax + 1];

    static PropertyRules()
    {
        Rule(PropertyId.PayloadFormatIndicator, PropertyForm.Byte, Publish | Will);
        Rule(PropertyId.MessageExpiryInterval, PropertyForm.UInt32, Publish | Will);
        Rule(PropertyId.ContentType, Utf8, Publish | Will);
        Rule(PropertyId.ResponseTopic, Utf8, Publish | Will);
        Rule(PropertyId.CorrelationData, Binary, Publish | Will);
        Rule(PropertyId.SubscriptionIdentifier, PropertyForm.VariableInteger, Publish | Subscribe);
        Rule(PropertyId.SessionExpiryInterval, PropertyForm.UInt32, Connect | Connack | Disconnect);
        Rule(PropertyId.AssignedClientIdentifier, Utf8, Connack);
        Rule(PropertyId.ServerKeepAlive, PropertyForm.UInt16, Connack);
        Rule(PropertyId.AuthenticationMethod, Utf8, Connect | Connack | Auth);
        Rule(PropertyId.AuthenticationData, Binary, Connect | Connack | Auth);
        Rule(PropertyId.RequestProblemInformation, PropertyForm.Byte, Connect);
        Rule(PropertyId.WillDelayInterval, PropertyForm.UInt32, Will);
        Rule(PropertyId.RequestResponseInformation, PropertyForm.Byte, Connect);
        Rule(PropertyId.ResponseInformation, Utf8, Connack);
        Rule(PropertyId.ServerReference, Utf8, Connack | Disconnect);
        Rule(PropertyId.ReasonString, Utf8, Connack | Acknowledgements | Disconnect | Auth);
        Rule(PropertyId.ReceiveMaximum, PropertyForm.UInt16, Connect | Connack);
        Rule(PropertyId.TopicAliasMaximum, PropertyForm.UInt16, Connect | Connack);
        Rule(PropertyId.TopicAlias, PropertyForm.UInt16, Publish);
        Rule(PropertyId.MaximumQos, PropertyForm.Byte, Connack);
        Rule(PropertyId.RetainAvailable, PropertyForm.Byte, Connack);
        Rule(PropertyId.UserProperty, Utf8Pair, Everywhere);
        Rule(PropertyId.MaximumPacketSize, PropertyForm.UInt32, Connect | Connack);
        Rule(PropertyId.WildcardSubscriptionAvailable, PropertyForm.Byte, Connack);
        Rule(PropertyId.SubscriptionIdentifierAvailable, PropertyForm.Byte, Connack);
        Rule(PropertyId.SharedSubscriptionAvailable, PropertyForm.Byte, Connack);
    }

    public static PropertyForm Form(PropertyId id) => (int)id <= IdMax ? Forms[(int)id] : Unknown;

    /// <summary>Checks a whole block once, so that everyone after it may read it without asking.</summary>
    public static Fault Check(ReadOnlySpan<byte> block, PropertyScope scope)
    {
        var reader = new PacketReader(block);
        var seen = 0UL;
        while (!reader.IsAtEnd)
        {
            var property = Property.Read(ref reader);
            if (!reader.Fault.IsNone) break;

            if ((Scopes[(int)property.Id] & scope) == 0)
                reader.Fail(Fault.Protocol("A property stands in a packet that may not have it."));
            else if (IsRepeated(property.Id, scope, ref seen))
                reader.Fail(Fault.Protocol("A property stands twice in a packet."));
            else
                reader.Fail(ValueFault(property));
        }

        return reader.Fault;
    }

    private static bool IsRepeated(PropertyId id, PropertyScope scope, ref ulong seen)
    {
        // A message that matched several subscriptions carries the identifier of each (section 3.3.2.3.8).
        if (id == PropertyId.UserProperty || (id == PropertyId.SubscriptionIdentifier && scope == Publish)) return false;

        var bit = 1UL << (int)id;
        var repeated = (seen & bit) != 0;
        seen |= bit;
        return repeated;
    }

    private static Fault ValueFault(Property property) => property.Id switch
    {
        PropertyId.TopicAlias when property.Number == 0 => new Fault(ReasonCode.TopicAliasInvalid, "A Topic Alias is 0."),
        PropertyId.ReceiveMaximum or PropertyId.MaximumPacketSize or PropertyId.SubscriptionIdentifier when property.Number == 0 =>
            Fault.Protocol("Receive Maximum, Maximum Packet Size or Subscription Identifier is 0."),
        PropertyId.ResponseTopic when !TopicName.IsValid(property.Bytes) =>
            Fault.Protocol("The Response Topic is empty or has a wildcard."),
        PropertyId.PayloadFormatIndicator or PropertyId.RequestProblemInformation or PropertyId.RequestResponseInformation
            or PropertyId.MaximumQos or PropertyId.RetainAvailable or PropertyId.WildcardSubscriptionAvailable
            or PropertyId.SubscriptionIdentifierAvailable or PropertyId.SharedSubscriptionAvailable when property.Number > 1 =>
            Fault.Protocol("A property that is 0 or 1 has another value."),
        _ => Fault.None,
    };

    private static void Rule(PropertyId id, PropertyForm form, PropertyScope scopes)
    {
        Forms[(int)id] = form;
        Scopes[(int)id] = scopes;
    }
}
