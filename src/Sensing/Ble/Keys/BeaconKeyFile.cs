using System.Globalization;
using EdgeGateway.Devices;

namespace EdgeGateway.Sensing;

/// <summary>
/// Reads the keys of a programme, one a line: <c>eid NAME KEY exponent=10 epoch=TIME</c>, <c>irk NAME KEY</c>,
/// <c>bthome NAME KEY|plain address=AA:BB:CC:DD:EE:FF</c>. Empty lines and lines that begin with # are skipped. No message repeats a key.
/// </summary>
public static class BeaconKeyFile
{
    public const int LinesMax = 10_000;
    public const int LineCharsMax = 256;

    /// <summary>The keys of all programmes that have a file.</summary>
    /// <exception cref="DeviceException">A file cannot be read, others may read it, or something in it is wrong.</exception>
    public static IReadOnlyList<BeaconKey> ReadAll(IReadOnlyList<ProgrammeOptions> programmes)
    {
        var keys = programmes.Where(programme => programme.BeaconKeysFile.Length > 0).SelectMany(Read).ToList();
        var ids = keys.Where(key => key.Kind == BeaconKeyKind.Eid).Sum(EphemeralIdTable.IdsFor);
        var resolving = keys.Count(key => key.Kind == BeaconKeyKind.Irk);
        return ids > EphemeralIdTable.IdsMax
            ? throw new DeviceException(
                $"the Eddystone keys of all programmes need {ids} ids at once, the limit is {EphemeralIdTable.IdsMax}; make programmes[].eidClockTolerance smaller")
            : resolving > AddressResolver.KeysMax
                ? throw new DeviceException($"the programmes have {resolving} address keys (irk), the limit is {AddressResolver.KeysMax}; enrol staff by beacons instead")
                : keys;
    }

    /// <summary>The keys of one text; what is wrong with it goes to <paramref name="problems"/>.</summary>
    public static IReadOnlyList<BeaconKey> Parse(string text, ProgrammeOptions programme, ICollection<string> problems)
    {
        var keys = new List<BeaconKey>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number > LinesMax)
            {
                problems.Add($"has more than {LinesMax} lines");
                break;
            }

            var words = line.Length > LineCharsMax ? ["?"] : line.ToString().Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
            {
                continue;
            }

            if (Parse(words, programme, out var key) is { } problem)
            {
                problems.Add($"line {number}: {problem}");
            }
            else
            {
                keys.Add(key!);
            }
        }

        return keys;
    }

    /// <summary>The keys of one programme.</summary>
    /// <exception cref="DeviceException">As <see cref="ReadAll"/>.</exception>
    public static IReadOnlyList<BeaconKey> Read(ProgrammeOptions programme)
    {
        var path = programme.BeaconKeysFile;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
            {
                throw new DeviceException($"the beacon keys {path} can be read or written by everybody; `chmod o-rwx {path}`");
            }

            // A wrong path to something huge must not fill the memory.
            using var file = File.OpenText(path);
            var text = new char[LinesMax * 128];
            var length = file.ReadBlock(text);
            var problems = new List<string>();
            var keys = Parse(new string(text, 0, length), programme, problems);
            return problems.Count == 0 ? keys : throw new DeviceException($"cannot use the beacon keys {path}: {string.Join("; ", problems.Take(10))}");
        }
        catch (Exception broken) when (broken is UnauthorizedAccessException or (IOException and not DeviceException))
        {
            throw new DeviceException(
                $"cannot read the beacon keys {path}: {broken.Message} Check programmes[].beaconKeysFile of {programme.Name} and the file's owner.", broken);
        }
    }

    private static string? Parse(string[] words, ProgrammeOptions programme, out BeaconKey? key)
    {
        key = null;
        if (words.Length < 3 || !TryKind(words[0], out var kind))
        {
            return "is not \"eid NAME KEY exponent=10 epoch=2026-01-01T00:00:00Z\", \"irk NAME KEY\" or \"bthome NAME KEY address=AA:BB:CC:DD:EE:FF\"";
        }

        var isPlain = kind == BeaconKeyKind.BtHome && words[2] == "plain";
        byte[] secret = [];
        if (!isPlain && (!Hex.TryRead(words[2], out secret) || secret.Length != BeaconKey.KeyBytes))
        {
            return $"the key of \"{words[1]}\" is not 32 hex digits";
        }

        var (exponent, epoch, address) = (10, DateTimeOffset.UnixEpoch, default(BluetoothAddress?));
        foreach (var word in words.Skip(3))
        {
            var value = word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..];
            var isRead = word.Split('=')[0] switch
            {
                "exponent" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out exponent) && exponent <= 15,
                "epoch" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out epoch),
                "address" => (address = BluetoothAddress.TryParse(value)) is not null,
                _ => false,
            };
            if (!isRead)
            {
                return $"\"{word}\" is none of exponent=0 to 15, epoch=TIME, address=AA:BB:CC:DD:EE:FF";
            }
        }

        if (kind == BeaconKeyKind.BtHome && address is null)
        {
            return $"\"{words[1]}\" needs address=AA:BB:CC:DD:EE:FF, which is part of what is encrypted";
        }

        key = new BeaconKey(kind, words[1], secret)
        {
            Programme = programme.Name,
            RotationExponent = exponent,
            Epoch = epoch,
            ClockTolerance = programme.EidClockTolerance,
            Address = address ?? default,
        };
        return null;
    }

    private static bool TryKind(string word, out BeaconKeyKind kind)
    {
        kind = word switch { "irk" => BeaconKeyKind.Irk, "bthome" => BeaconKeyKind.BtHome, _ => BeaconKeyKind.Eid };
        return word is "eid" or "irk" or "bthome";
    }
}
