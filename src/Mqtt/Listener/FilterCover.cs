namespace EdgeGateway.Mqtt.Listener;

/// <summary>Compares topic filters with one another (MQTT 5.0 section 4.7).</summary>
internal static class FilterCover
{
    /// <summary>True when every topic that <paramref name="narrow"/> matches is matched by <paramref name="wide"/> too; a topic name is a filter.</summary>
    public static bool Covers(ReadOnlySpan<char> wide, ReadOnlySpan<char> narrow)
    {
        // A wildcard on the first level never reaches a topic that begins with '$'.
        if (narrow.StartsWith('$') && !wide.StartsWith('$'))
        {
            return false;
        }

        while (true)
        {
            var wideLevel = TakeLevel(ref wide, out var wideEnds);
            if (wideLevel is "#")
            {
                return true;
            }

            var narrowLevel = TakeLevel(ref narrow, out var narrowEnds);
            if (narrowLevel is "#" || (wideLevel is not "+" && !wideLevel.SequenceEqual(narrowLevel)))
            {
                return false;
            }

            if (narrowEnds)
            {
                // "a/#" also matches "a".
                return wideEnds || wide is "#";
            }

            if (wideEnds)
            {
                return false;
            }
        }
    }

    private static ReadOnlySpan<char> TakeLevel(ref ReadOnlySpan<char> filter, out bool ends)
    {
        var slash = filter.IndexOf('/');
        ends = slash < 0;
        var level = ends ? filter : filter[..slash];
        filter = ends ? default : filter[(slash + 1)..];
        return level;
    }
}
