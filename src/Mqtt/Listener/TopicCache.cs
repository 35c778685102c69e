using System.Text;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// The topics that one client publishes to. A gateway has a dozen of them; remembering saves decoding and checking its rights for
/// every message. A topic that falls on another's place replaces it.
/// </summary>
internal sealed class TopicCache(ClientRights rights, int levelsMax)
{
    private const int Places = 64;

    /// <summary>Longer topics are not kept, so that a client cannot make us hold megabytes.</summary>
    private const int BytesKept = 256;

    private readonly KnownTopic?[] known = new KnownTopic?[Places];

    public KnownTopic Find(ReadOnlySpan<byte> utf8)
    {
        var hash = default(HashCode);
        hash.AddBytes(utf8);
        ref var place = ref known[(uint)hash.ToHashCode() % Places];
        if (place is not null && utf8.SequenceEqual(place.Utf8))
        {
            return place;
        }

        var topic = Encoding.UTF8.GetString(utf8);
        var judged = new KnownTopic(topic, utf8.ToArray(), Judge(topic));
        if (utf8.Length <= BytesKept)
        {
            place = judged;
        }

        return judged;
    }

    private ReasonCode Judge(string topic) =>
        topic.AsSpan().Count('/') >= levelsMax ? ReasonCode.TopicNameInvalid
        : rights.MayPublish(topic) ? ReasonCode.Success
        : ReasonCode.NotAuthorized;
}
