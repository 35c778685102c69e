using System.Numerics;

namespace EdgeGateway.Mqtt;

/// <summary>What a subscription asks for, MQTT 5.0 sections 4.7 and 4.8: levels, <c>+</c> for one level, <c>#</c> at the end for the rest.</summary>
public static class TopicFilter
{
    private const byte Separator = (byte)'/';
    private const byte OneLevel = (byte)'+';
    private const byte AllLevels = (byte)'#';

    private static ReadOnlySpan<byte> SharePrefix => "$share/"u8;

    /// <summary>For bytes that are known to be UTF-8; <c>$share/group/filter</c> is valid when both parts are.</summary>
    public static bool IsValid(ReadOnlySpan<byte> filter)
    {
        if (!IsShared(filter)) return AreLevelsValid(filter);

        return TrySplitShared(filter, out _, out var inner) && AreLevelsValid(inner);
    }

    public static bool IsValid(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return TopicText.Fits(filter, TopicName.BytesMax) && IsValid(System.Text.Encoding.UTF8.GetBytes(filter));
    }

    public static bool IsShared(ReadOnlySpan<byte> filter) => filter.StartsWith(SharePrefix);

    /// <summary>Splits <c>$share/group/filter</c>. The group has at least one character and no wildcard (section 4.8.2).</summary>
    public static bool TrySplitShared(ReadOnlySpan<byte> filter, out ReadOnlySpan<byte> group, out ReadOnlySpan<byte> inner)
    {
        group = inner = default;
        if (!IsShared(filter)) return false;

        var rest = filter[SharePrefix.Length..];
        var end = rest.IndexOf(Separator);
        if (end <= 0 || end == rest.Length - 1 || rest[..end].ContainsAny(OneLevel, AllLevels)) return false;

        group = rest[..end];
        inner = rest[(end + 1)..];
        return true;
    }

    /// <summary>Whether a message on <paramref name="topic"/> belongs to a valid, unshared <paramref name="filter"/>.</summary>
    public static bool Matches(ReadOnlySpan<byte> filter, ReadOnlySpan<byte> topic) => MatchesLevels(filter, topic);

    /// <inheritdoc cref="Matches(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static bool Matches(ReadOnlySpan<char> filter, ReadOnlySpan<char> topic) => MatchesLevels(filter, topic);

    private static bool AreLevelsValid(ReadOnlySpan<byte> filter)
    {
        if (filter.IsEmpty || filter.Length > TopicName.BytesMax || filter.Contains((byte)0)) return false;

        foreach (var range in filter.Split(Separator))
        {
            var level = filter[range];
            if (level.Length > 1 && level.ContainsAny(OneLevel, AllLevels)) return false;
            if (level.SequenceEqual([AllLevels]) && range.End.Value != filter.Length) return false;
        }

        return true;
    }

    private static bool MatchesLevels<T>(ReadOnlySpan<T> filter, ReadOnlySpan<T> topic)
        where T : unmanaged, IBinaryInteger<T>
    {
        var separator = T.CreateTruncating(Separator);
        var oneLevel = T.CreateTruncating(OneLevel);
        var allLevels = T.CreateTruncating(AllLevels);

        // Wildcards at the front do not see the broker's own topics (section 4.7.2).
        if (!topic.IsEmpty && topic[0] == T.CreateTruncating((byte)'$') && !filter.IsEmpty && (filter[0] == oneLevel || filter[0] == allLevels))
            return false;

        while (true)
        {
            var wanted = TakeLevel(ref filter, separator, out var filterGoesOn);
            if (wanted.Length == 1 && wanted[0] == allLevels) return true;

            var found = TakeLevel(ref topic, separator, out var topicGoesOn);
            if (!(wanted.Length == 1 && wanted[0] == oneLevel) && !wanted.SequenceEqual(found)) return false;
            if (!topicGoesOn) return !filterGoesOn || (filter.Length == 1 && filter[0] == allLevels);
            if (!filterGoesOn) return false;
        }
    }

    private static ReadOnlySpan<T> TakeLevel<T>(ref ReadOnlySpan<T> rest, T separator, out bool goesOn)
        where T : unmanaged, IBinaryInteger<T>
    {
        var end = rest.IndexOf(separator);
        goesOn = end >= 0;
        var level = goesOn ? rest[..end] : rest;
        rest = goesOn ? rest[(end + 1)..] : default;
        return level;
    }
}
