namespace EdgeGateway.Sensing;

/// <summary>
/// A programme whose members agreed to be recognised, and what their beacons, tags and codes look like. Whatever no programme
/// names dies in Sensing.
/// </summary>
public sealed record ProgrammeOptions
{
    /// <summary>Coin cells run on crystals that are off by up to 40 ppm, which is 21 minutes a year.</summary>
    public static readonly TimeSpan EidClockToleranceDefault = TimeSpan.FromHours(1);

    /// <summary>Beyond a week a beacon's clock is to be set, not tolerated.</summary>
    public static readonly TimeSpan EidClockToleranceMax = TimeSpan.FromDays(7);

    /// <summary>As it stands in <see cref="Events.Identifier.Programme"/>, for example <c>loyalty-app</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its members are sales associates: recognised, but nobody's arrival.</summary>
    public bool Staff { get; init; }

    // A configuration file may say null for a list; that means none.
    public IReadOnlyList<IBeaconRange> IBeacons { get; init => field = value ?? []; } = [];

    public IReadOnlyList<AltBeaconPrefix> AltBeacons { get; init => field = value ?? []; } = [];

    /// <summary>20 hex digits each.</summary>
    public IReadOnlyList<string> EddystoneNamespaces { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The file with the keys of its beacons, phones and sensors (<see cref="BeaconKeyFile"/>); empty for none. A path, because a secret
    /// has no place in a configuration.
    /// </summary>
    public string BeaconKeysFile { get; init => field = value ?? ""; } = "";

    /// <summary>How far the clocks of its Eddystone-EID beacons may be off, either way.</summary>
    public TimeSpan EidClockTolerance { get; init; } = EidClockToleranceDefault;

    /// <summary>Hex digits of 4, 7 or 10 bytes each, or <c>*</c> for every tag: holding a tag to a reader is a decision to be recognised.</summary>
    public IReadOnlyList<string> NfcUids { get; init => field = value ?? []; } = [];

    /// <summary>How a tag's URI begins, host and slash included, upper and lower case as on the tag.</summary>
    public IReadOnlyList<string> NdefUriPrefixes { get; init => field = value ?? []; } = [];

    /// <summary>How a tag's text begins.</summary>
    public IReadOnlyList<string> NdefTextPrefixes { get; init => field = value ?? []; } = [];

    /// <summary>How a scanned code begins.</summary>
    public IReadOnlyList<string> CodePrefixes { get; init => field = value ?? []; } = [];

    /// <summary>Everything wrong with it, each line naming its key.</summary>
    /// <param name="key">For example <c>programmes[0]</c>.</param>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length is 0 or > 64 || !Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.'))
        {
            yield return $"{key}.name: \"{Name}\" is not a name; use 1 to 64 of a-z, 0-9, '-', '_' and '.'";
        }

        if (EidClockTolerance < TimeSpan.Zero || EidClockTolerance > EidClockToleranceMax)
        {
            yield return $"{key}.eidClockTolerance: {EidClockTolerance} is not within 0 to {EidClockToleranceMax.TotalDays:0} days; leave it out for one hour";
        }

        foreach (var problem in IBeacons.SelectMany((range, i) => range.Problems($"{key}.iBeacons[{i}]"))
            .Concat(AltBeacons.SelectMany((prefix, i) => prefix.Problems($"{key}.altBeacons[{i}]")))
            .Concat(EddystoneNamespaces.SelectMany((text, i) => NamespaceProblems($"{key}.eddystoneNamespaces[{i}]", text)))
            .Concat(NfcUids.SelectMany((text, i) => UidProblems($"{key}.nfcUids[{i}]", text)))
            .Concat(NdefUriPrefixes.SelectMany((text, i) => UriProblems($"{key}.ndefUriPrefixes[{i}]", text)))
            .Concat(NdefTextPrefixes.SelectMany((text, i) => PrefixProblems($"{key}.ndefTextPrefixes[{i}]", text)))
            .Concat(CodePrefixes.SelectMany((text, i) => PrefixProblems($"{key}.codePrefixes[{i}]", text))))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> NamespaceProblems(string key, string text)
    {
        if (!Hex.TryRead(text, out var bytes) || bytes.Length != 10)
        {
            yield return $"{key}: \"{text}\" is not an Eddystone namespace; write its 20 hex digits";
        }
    }

    private static IEnumerable<string> UidProblems(string key, string text)
    {
        if (text != "*" && (!Hex.TryRead(text, out var bytes) || bytes.Length is not (4 or 7 or 8 or 10)))
        {
            yield return $"{key}: \"{text}\" is not an NFC UID; write 8, 14, 16 or 20 hex digits, or \"*\" for every tag";
        }
    }

    private static IEnumerable<string> UriProblems(string key, string text)
    {
        // "https://shop.example" would also admit "https://shop.example.elsewhere/".
        var host = text.IndexOf("://", StringComparison.Ordinal);
        if (host >= 0 && text.IndexOf('/', host + 3) < 0)
        {
            yield return $"{key}: \"{text}\" ends within the host; end it with \"/\"";
        }

        foreach (var problem in PrefixProblems(key, text))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> PrefixProblems(string key, string text)
    {
        if (text.Length is 0 or > Enrolment.TextCharsMax)
        {
            yield return $"{key}: has {text.Length} characters; write 1 to {Enrolment.TextCharsMax} that every member's begins with";
        }
    }
}
