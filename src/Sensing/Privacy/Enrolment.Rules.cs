using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <content>The programmes' lists, as look-ups by what is on the air.</content>
public sealed partial class Enrolment
{
    private readonly Dictionary<UInt128, List<(IBeaconRange Range, string Programme)>> iBeaconRules = [];
    private readonly List<(int? Manufacturer, byte[] Prefix, string Programme)> altBeaconRules = [];
    private readonly Dictionary<UInt128, string> eddystoneRules = [];
    private readonly Dictionary<(int Length, UInt128 Uid), string> nfcRules = [];
    private readonly List<(string Prefix, string Programme)> uriRules = [];
    private readonly List<(string Prefix, string Programme)> textRules = [];
    private readonly List<(string Prefix, string Programme)> codeRules = [];

    private readonly KeptIdentifiers<(UInt128 Uuid, ushort Major, ushort Minor)> keptIBeacons = new(KeptMax);
    private readonly KeptIdentifiers<(ushort Manufacturer, UInt128 Head, uint Tail)> keptAltBeacons = new(KeptMax);
    private readonly KeptIdentifiers<UInt128> keptEddystones = new(KeptMax);

    private string? anyNfcProgramme;

    private static (int Length, UInt128 Uid) KeyOf(ReadOnlySpan<byte> uid)
    {
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        uid.CopyTo(padded);
        return (uid.Length, BinaryPrimitives.ReadUInt128BigEndian(padded));
    }

    private void Compile(ProgrammeOptions programme)
    {
        foreach (var range in programme.IBeacons)
        {
            var uuid = BinaryPrimitives.ReadUInt128BigEndian(Guid.Parse(range.Uuid).ToByteArray(bigEndian: true));
            if (!iBeaconRules.TryGetValue(uuid, out var rules))
            {
                iBeaconRules[uuid] = rules = [];
            }

            rules.Add((range, programme.Name));
        }

        foreach (var altBeacon in programme.AltBeacons)
        {
            Hex.TryRead(altBeacon.IdPrefix, out var prefix);
            altBeaconRules.Add((altBeacon.Manufacturer, prefix, programme.Name));
        }

        foreach (var text in programme.EddystoneNamespaces)
        {
            Hex.TryRead(text, out var bytes);
            eddystoneRules.TryAdd(KeyOf(bytes).Uid >> 48, programme.Name);
        }

        foreach (var text in programme.NfcUids)
        {
            if (text == "*")
            {
                anyNfcProgramme ??= programme.Name;
            }
            else if (Hex.TryRead(text, out var uid))
            {
                nfcRules.TryAdd(KeyOf(uid), programme.Name);
            }
        }

        uriRules.AddRange(programme.NdefUriPrefixes.Select(prefix => (prefix, programme.Name)));
        textRules.AddRange(programme.NdefTextPrefixes.Select(prefix => (prefix, programme.Name)));
        codeRules.AddRange(programme.CodePrefixes.Select(prefix => (prefix, programme.Name)));
    }
}
