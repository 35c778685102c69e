namespace EdgeGateway.Sensing;

/// <summary>The iBeacons of one programme: a proximity UUID and a range of major and minor numbers, both ends included.</summary>
public sealed record IBeaconRange
{
    /// <summary>With or without dashes.</summary>
    public string Uuid { get; init; } = "";

    public int MajorMin { get; init; }

    public int MajorMax { get; init; } = ushort.MaxValue;

    public int MinorMin { get; init; }

    public int MinorMax { get; init; } = ushort.MaxValue;

    /// <summary>Everything wrong with it, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (!Guid.TryParse(Uuid, out _))
        {
            yield return $"{key}.uuid: \"{Uuid}\" is not a UUID; write 32 hex digits, with or without dashes";
        }

        if (MajorMin is < 0 or > ushort.MaxValue || MajorMax < MajorMin || MajorMax > ushort.MaxValue)
        {
            yield return $"{key}.majorMin/majorMax: {MajorMin} to {MajorMax} is not a range within 0 to 65535; leave both out for all";
        }

        if (MinorMin is < 0 or > ushort.MaxValue || MinorMax < MinorMin || MinorMax > ushort.MaxValue)
        {
            yield return $"{key}.minorMin/minorMax: {MinorMin} to {MinorMax} is not a range within 0 to 65535; leave both out for all";
        }
    }

    internal bool Holds(ushort major, ushort minor) =>
        major >= MajorMin && major <= MajorMax && minor >= MinorMin && minor <= MinorMax;
}
