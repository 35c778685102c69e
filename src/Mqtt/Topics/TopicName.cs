namespace EdgeGateway.Mqtt;

/// <summary>The topic that a message is published to, MQTT 5.0 section 4.7: 1 to 65 535 bytes of UTF-8 without wildcards.</summary>
public static class TopicName
{
    public const int BytesMax = ushort.MaxValue;

    /// <summary>For bytes that are known to be UTF-8.</summary>
    public static bool IsValid(ReadOnlySpan<byte> topic) =>
        !topic.IsEmpty && topic.Length <= BytesMax && !topic.ContainsAny((byte)'+', (byte)'#', (byte)0);

    public static bool IsValid(ReadOnlySpan<char> topic) =>
        !topic.IsEmpty && !topic.ContainsAny('+', '#', '\0') && TopicText.Fits(topic, BytesMax);
}
