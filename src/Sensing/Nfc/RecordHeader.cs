using System.Buffers.Binary;
using System.Text;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>The fields of one record as they stand in the bytes (NFC Forum NDEF 1.0, section 3.2).</summary>
internal readonly ref struct RecordHeader
{
    /// <summary>TNF of every chunk but the first.</summary>
    public const int Unchanged = 6;

    private const int Empty = 0;
    private const int Unknown = 5;
    private const int Reserved = 7;

    private readonly byte flags;

    private RecordHeader(byte flags, ReadOnlySpan<byte> type, ReadOnlySpan<byte> id, ReadOnlySpan<byte> payload)
    {
        this.flags = flags;
        Type = type;
        Id = id;
        Payload = payload;
    }

    public bool IsFirst => (flags & 0x80) != 0;

    public bool IsLast => (flags & 0x40) != 0;

    public bool IsChunk => (flags & 0x20) != 0;

    public bool HasId => (flags & 0x08) != 0;

    public int Format => flags & 0x07;

    public ReadOnlySpan<byte> Type { get; }

    public ReadOnlySpan<byte> Id { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public string TypeText => Encoding.Latin1.GetString(Type);

    public string IdText => Encoding.Latin1.GetString(Id);

    private bool IsShort => (flags & 0x10) != 0;

    /// <summary>Takes one record's fields off the front; returns what is wrong, or null.</summary>
    public static string? Take(scoped ref ReadOnlySpan<byte> rest, out RecordHeader header)
    {
        header = new RecordHeader(rest[0], [], [], []);
        var lengthBytes = header.IsShort ? 1 : 4;
        var fixedBytes = 2 + lengthBytes + (header.HasId ? 1 : 0);
        if (rest.Length < fixedBytes)
        {
            return "the header is cut off";
        }

        int typeLength = rest[1];
        var payloadLength = header.IsShort ? rest[2] : BinaryPrimitives.ReadUInt32BigEndian(rest[2..]);
        int idLength = header.HasId ? rest[fixedBytes - 1] : 0;
        if (fixedBytes + typeLength + idLength + (long)payloadLength > rest.Length)
        {
            return $"{fixedBytes + typeLength + idLength + (long)payloadLength} bytes are announced and {rest.Length} are there";
        }

        var body = rest[fixedBytes..];
        header = new RecordHeader(
            rest[0], body[..typeLength], body.Slice(typeLength, idLength), body.Slice(typeLength + idLength, (int)payloadLength));
        rest = body[(typeLength + idLength + (int)payloadLength)..];
        return ProblemOf(header);
    }

    private static string? ProblemOf(scoped in RecordHeader header) => header.Format switch
    {
        Reserved => "TNF 7 is reserved",
        Empty when !header.Type.IsEmpty || !header.Id.IsEmpty || !header.Payload.IsEmpty => "an empty record with something in it",
        Unknown when !header.Type.IsEmpty => "a record of unknown type with a type",
        >= 1 and <= 4 when header.Type.IsEmpty => $"TNF {header.Format} without a type",
        _ => null,
    };
}
