namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// A card or phone with applications behind ISO/IEC 14443-4 (ISO/IEC 7816-4 commands): a Type 4 tag, a phone that emulates a loyalty
/// card, or both.
/// </summary>
public sealed class SimulatedCard(byte[] uid) : ISimulatedTag
{
    private const int CapabilityFile = 0xE103;
    private const int NdefFile = 0xE104;

    private readonly Dictionary<string, Func<byte[], byte[]?>> applications = [];
    private readonly Dictionary<int, byte[]> files = [];
    private Func<byte[], byte[]?>? chosen;
    private byte[]? file;

    public byte[] Uid => uid;

    public byte SelectAnswer => 0x20;

    public byte[] AnswerToSelect => [0x06, 0x75, 0x77, 0x81, 0x02, 0x80];

    /// <summary>Commands that the card has answered.</summary>
    public int Commands { get; private set; }

    /// <summary>Adds an application: the answer to each command after SELECT and, for the empty command, to SELECT itself; null refuses.</summary>
    public SimulatedCard With(string aid, Func<byte[], byte[]?> answer)
    {
        applications[aid.ToLowerInvariant()] = answer;
        return this;
    }

    /// <summary>Makes it an NFC Forum Type 4 tag (Type 4 Tag 2.0, section 5).</summary>
    /// <param name="readBytesMax">MLe.</param>
    public SimulatedCard WithMessage(byte[] message, int readBytesMax = 0x3B)
    {
        var size = message.Length + 2;
        files[CapabilityFile] = [0, 15, 0x20, (byte)(readBytesMax >> 8), (byte)readBytesMax, 0, 0x34, 4, 6, 0xE1, 0x04, (byte)(size >> 8), (byte)size, 0, 0];
        files[NdefFile] = [(byte)(message.Length >> 8), (byte)message.Length, .. message];
        return With("D2760000850101", command => command.Length == 0 ? [] : FileCommand(command, readBytesMax));
    }

    public byte[]? Answer(ReadOnlySpan<byte> command)
    {
        Commands++;
        var answer = command is [0x00, 0xA4, 0x04, 0x00, var length, ..] && command.Length >= 5 + length
            ? Select(Convert.ToHexStringLower(command.Slice(5, length)))
            : chosen?.Invoke(command.ToArray());
        return answer is null ? [0x6A, 0x82] : [.. answer, 0x90, 0x00];
    }

    private byte[]? Select(string aid)
    {
        chosen = applications.GetValueOrDefault(aid);
        return chosen?.Invoke([]);
    }

    private byte[]? FileCommand(byte[] command, int readBytesMax)
    {
        switch (command)
        {
            case [0x00, 0xA4, 0x00, 0x0C, 0x02, var high, var low]:
                return files.TryGetValue((high << 8) | low, out file) ? [] : null;
            case [0x00, 0xB0, var high, var low, var count] when file is not null && count <= readBytesMax:
                var at = (high << 8) | low;
                return at < file.Length ? file[at..Math.Min(file.Length, at + count)] : null;
            default:
                return null;
        }
    }
}
