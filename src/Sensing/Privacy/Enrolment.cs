using System.Buffers.Binary;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// The gate that every identifier passes on its way out of Sensing. What no programme names is refused without allocating, in
/// every tier; what is named leaves as the tier allows. Safe to use from several sensors' threads.
/// </summary>
public sealed partial class Enrolment
{
    /// <summary>Longer texts on tags and codes are not identifiers.</summary>
    public const int TextCharsMax = 512;

    /// <summary>Identifiers remembered per kind of beacon, about 2 MB when full.</summary>
    public const int KeptMax = 8192;

    private readonly PrivacyTier tier;
    private readonly byte[] pseudonymKey;

    /// <param name="privacy">The tier.</param>
    /// <param name="programmes">Where two programmes name the same identifier, the first has it.</param>
    /// <param name="pseudonymKey"><see cref="PrivacyOptions.ReadPseudonymKey"/>.</param>
    /// <param name="beaconKeys"><see cref="BeaconKeyFile.ReadAll"/>.</param>
    /// <exception cref="ArgumentException">The options have <see cref="Problems"/>.</exception>
    public Enrolment(
        PrivacyOptions privacy,
        IReadOnlyList<ProgrammeOptions> programmes,
        ReadOnlySpan<byte> pseudonymKey = default,
        IReadOnlyList<BeaconKey>? beaconKeys = null)
    {
        if (Problems(privacy with { PseudonymKeyFile = "given" }, programmes).ToList() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(programmes));
        }

        if (privacy.Tier == PrivacyTier.Pseudonymous && pseudonymKey.Length < Pseudonym.KeyBytesMin)
        {
            throw new ArgumentException($"the tier pseudonymous needs a key of at least {Pseudonym.KeyBytesMin} bytes", nameof(pseudonymKey));
        }

        tier = privacy.Tier;
        this.pseudonymKey = pseudonymKey.ToArray();
        BeaconKeys = beaconKeys ?? [];
        CountsAddresses = privacy.CountAddresses;
        StaffProgrammes = programmes.Where(programme => programme.Staff).Select(programme => programme.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var programme in programmes)
        {
            Compile(programme);
        }
    }

    /// <summary>Programmes whose members are sales associates.</summary>
    public IReadOnlySet<string> StaffProgrammes { get; }

    /// <summary>Whether strangers may be counted, without knowing them.</summary>
    internal bool CountsAddresses { get; }

    /// <summary>Beacons, phones and sensors known by their keys.</summary>
    internal IReadOnlyList<BeaconKey> BeaconKeys { get; }

    /// <summary>Everything wrong with the options, each line naming its key.</summary>
    public static IEnumerable<string> Problems(PrivacyOptions privacy, IReadOnlyList<ProgrammeOptions> programmes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return privacy.Problems("privacy").Concat(programmes.SelectMany((programme, i) => programme.Problems($"programmes[{i}]").Concat(
            names.Add(programme.Name)
                ? []
                : [$"programmes[{i}].name: \"{programme.Name}\" is taken by an earlier programme; give each its own name"])));
    }

    /// <summary>An iBeacon's identity, as it may leave; null when it may not.</summary>
    /// <param name="uuid">16 bytes as on the air.</param>
    public Identifier? AdmitIBeacon(ReadOnlySpan<byte> uuid, ushort major, ushort minor)
    {
        if (tier == PrivacyTier.Count || uuid.Length != 16
            || !iBeaconRules.TryGetValue(BinaryPrimitives.ReadUInt128BigEndian(uuid), out var rules))
        {
            return null;
        }

        var key = (BinaryPrimitives.ReadUInt128BigEndian(uuid), major, minor);
        if (keptIBeacons.TryGet(key, out var kept))
        {
            return kept;
        }

        foreach (var (range, programme) in rules)
        {
            if (range.Holds(major, minor))
            {
                return keptIBeacons.Keep(
                    key, Leave(IdentifierKinds.IBeacon, programme, $"{new Guid(uuid, bigEndian: true)}/{major}/{minor}"));
            }
        }

        return null;
    }

    /// <summary>An AltBeacon's identity, as it may leave; null when it may not.</summary>
    /// <param name="manufacturer">Bluetooth company identifier.</param>
    /// <param name="id">20 bytes as on the air.</param>
    public Identifier? AdmitAltBeacon(ushort manufacturer, ReadOnlySpan<byte> id)
    {
        if (tier == PrivacyTier.Count || id.Length != AltBeaconPrefix.IdBytes)
        {
            return null;
        }

        foreach (var rule in altBeaconRules)
        {
            if ((rule.Manufacturer is null || rule.Manufacturer == manufacturer) && id.StartsWith(rule.Prefix))
            {
                var key = (manufacturer, BinaryPrimitives.ReadUInt128BigEndian(id), BinaryPrimitives.ReadUInt32BigEndian(id[16..]));
                return keptAltBeacons.TryGet(key, out var kept)
                    ? kept
                    : keptAltBeacons.Keep(key, Leave(IdentifierKinds.AltBeacon, rule.Programme, Convert.ToHexStringLower(id)));
            }
        }

        return null;
    }

    /// <summary>An Eddystone-UID's identity, as it may leave; null when it may not.</summary>
    /// <param name="uid">10 bytes of namespace and 6 of instance as on the air.</param>
    public Identifier? AdmitEddystoneUid(ReadOnlySpan<byte> uid)
    {
        if (tier == PrivacyTier.Count || uid.Length != 16)
        {
            return null;
        }

        var key = BinaryPrimitives.ReadUInt128BigEndian(uid);
        if (!eddystoneRules.TryGetValue(key >> 48, out var programme))
        {
            return null;
        }

        return keptEddystones.TryGet(key, out var kept)
            ? kept
            : keptEddystones.Keep(
                key,
                Leave(IdentifierKinds.EddystoneUid, programme, $"{Convert.ToHexStringLower(uid[..10])}/{Convert.ToHexStringLower(uid[10..])}"));
    }

    /// <summary>The owner of a key, as it may leave; null when it may not.</summary>
    internal Identifier? AdmitKey(BeaconKey key) =>
        tier == PrivacyTier.Count ? null : Leave(IdentifierKinds.KeyName, key.Programme, key.Name);

    /// <summary>A card's number, as it may leave; null when it may not.</summary>
    /// <param name="uid">4, 7 or 10 bytes; 8 of a FeliCa card.</param>
    /// <param name="mayBeRandom">It may be drawn anew for every tap, so only a programme that names it has it, and no "*".</param>
    public Identifier? AdmitNfcUid(ReadOnlySpan<byte> uid, bool mayBeRandom = false)
    {
        if (tier == PrivacyTier.Count || uid.Length is not (4 or 7 or 8 or 10))
        {
            return null;
        }

        if (!nfcRules.TryGetValue(KeyOf(uid), out var programme))
        {
            // ISO/IEC 14443-3 section 6.5.4: a 4-byte UID that begins with 08 is drawn anew for every tap and identifies nobody.
            programme = mayBeRandom || (uid.Length == 4 && uid[0] == 0x08) ? null : anyNfcProgramme;
        }

        return programme is null ? null : Leave(IdentifierKinds.NfcUid, programme, Convert.ToHexStringLower(uid));
    }

    /// <summary>The URI on a tag, as it may leave; null when it may not.</summary>
    public Identifier? AdmitNdefUri(ReadOnlySpan<char> uri) => AdmitText(IdentifierKinds.NdefUri, uriRules, uri);

    /// <summary>The text on a tag, as it may leave; null when it may not.</summary>
    public Identifier? AdmitNdefText(ReadOnlySpan<char> text) => AdmitText(IdentifierKinds.NdefText, textRules, text);

    /// <summary>A scanned code, as it may leave; null when it may not.</summary>
    public Identifier? AdmitCode(ReadOnlySpan<char> code) => AdmitText(IdentifierKinds.Code, codeRules, code);

    private Identifier? AdmitText(string kind, List<(string Prefix, string Programme)> rules, ReadOnlySpan<char> text)
    {
        if (tier == PrivacyTier.Count || text.Length > TextCharsMax)
        {
            return null;
        }

        foreach (var (prefix, programme) in rules)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return Leave(kind, programme, text.ToString());
            }
        }

        return null;
    }

    private Identifier Leave(string kind, string programme, string value) => tier == PrivacyTier.Pseudonymous
        ? new Identifier(IdentifierKinds.Pseudonym, programme, Pseudonym.Of(pseudonymKey, kind, value))
        : new Identifier(kind, programme, value);
}
