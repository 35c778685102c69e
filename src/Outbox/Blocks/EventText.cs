using System.Buffers.Text;
using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// Finds members in an event's bytes without parsing all of it. The writer puts these members before anything a caller chose freely, and a quote
/// inside a string is escaped, so the first hit is the member.
/// </summary>
internal static class EventText
{
    private static readonly (byte[] Utf8, string Name)[] KnownTypes =
        [.. EventTypes.All.Select(type => (Encoding.UTF8.GetBytes(type), type))];

    public static string TypeOf(ReadOnlySpan<byte> json)
    {
        var value = Text(json, "\"type\":\""u8);
        foreach (var (utf8, name) in KnownTypes)
        {
            if (value.SequenceEqual(utf8))
            {
                return name;
            }
        }

        return Encoding.UTF8.GetString(value);
    }

    /// <summary>0 when there is none.</summary>
    public static uint SequenceOf(ReadOnlySpan<byte> json) =>
        Utf8Parser.TryParse(After(json, "\"sequence\":"u8), out uint sequence, out _) ? sequence : 0;

    /// <summary>Empty when there is none.</summary>
    public static Guid EpochOf(ReadOnlySpan<byte> json) =>
        Utf8Parser.TryParse(After(json, "\"epoch\":\""u8), out Guid epoch, out _) ? epoch : Guid.Empty;

    /// <summary><c>/stores/{store}/gateways/{gateway}</c>; empty when there is none.</summary>
    public static string SourceOf(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(Text(json, "\"source\":\""u8));

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> member)
    {
        var value = After(json, member);
        return value[..Math.Max(0, value.IndexOf((byte)'"'))];
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> json, ReadOnlySpan<byte> member)
    {
        var at = json.IndexOf(member);
        return at < 0 ? [] : json[(at + member.Length)..];
    }
}
