namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// Reads an NDEF message (NFC Forum NDEF 1.0). Any bytes are an ordinary outcome: a message that breaks the specification
/// is returned with what is wrong with it. It never throws and never allocates more than the bytes it was given.
/// </summary>
public static partial class NdefReader
{
    /// <summary>A tag that one holds to a reader has at most a few kilobytes; more is refused before it is read.</summary>
    public const int BytesMax = 32 * 1024;

    /// <summary>More records than any tag of a shop has.</summary>
    public const int RecordsMax = 64;

    // A smart poster holds a message; a message inside that one is nobody's.
    private const int DepthMax = 1;

    /// <summary>Reads the message that <paramref name="bytes"/> are, from the first to the last.</summary>
    public static NdefMessage Read(ReadOnlySpan<byte> bytes) => Read(bytes, depth: 0);

    private static NdefMessage Read(ReadOnlySpan<byte> bytes, int depth)
    {
        var records = new List<NdefRecord>(capacity: 1);
        if (bytes.Length > BytesMax)
        {
            return new NdefMessage(records, $"a message of {bytes.Length} bytes; at most {BytesMax} are read");
        }

        if (bytes.IsEmpty)
        {
            return new NdefMessage(records, "an NDEF message has at least one record; there are no bytes");
        }

        var rest = bytes;
        do
        {
            var isFirst = records.Count == 0;
            if (TakeRecord(ref rest, isFirst, depth, out var record, out var isLast) is { } problem)
            {
                return new NdefMessage(records, $"record {records.Count + 1}: {problem}");
            }

            records.Add(record!);
            if (isLast)
            {
                return new NdefMessage(records, rest.IsEmpty ? "" : $"{rest.Length} bytes after the last record");
            }
        }
        while (!rest.IsEmpty && records.Count < RecordsMax);
        return new NdefMessage(records, rest.IsEmpty ? "the last record has no message-end flag" : $"more than {RecordsMax} records");
    }

    /// <summary>Takes one record with all its chunks; returns what is wrong, or null.</summary>
    private static string? TakeRecord(scoped ref ReadOnlySpan<byte> rest, bool isFirst, int depth, out NdefRecord? record, out bool isLast)
    {
        (record, isLast) = (null, false);
        if (RecordHeader.Take(ref rest, out var header) is { } problem)
        {
            return problem;
        }

        if (header.IsFirst != isFirst)
        {
            return isFirst ? "the first record has no message-begin flag" : "a message-begin flag in the middle of a message";
        }

        if (header.Format == RecordHeader.Unchanged)
        {
            return "a chunk that continues no record";
        }

        isLast = header.IsLast;
        byte[] payload;
        if (!header.IsChunk)
            payload = header.Payload.ToArray();
        else if (TakeChunks(ref rest, header, out payload, out isLast) is { } wrong)
            return wrong;

        return Interpret(new NdefRecord(header.Format, header.TypeText, header.IdText, payload), depth, out record);
    }

    private static string? TakeChunks(scoped ref ReadOnlySpan<byte> rest, scoped in RecordHeader first, out byte[] payload, out bool isLast)
    {
        var joined = new List<byte>();
        joined.AddRange(first.Payload);
        (payload, isLast) = ([], first.IsLast);
        for (var goesOn = true; goesOn;)
        {
            if (isLast)
            {
                return "a message-end flag on a chunk that is to be continued";
            }

            if (rest.IsEmpty)
            {
                return "the message ends between two chunks";
            }

            if ((RecordHeader.Take(ref rest, out var chunk) ?? ProblemOf(chunk)) is { } problem)
            {
                return problem;
            }

            joined.AddRange(chunk.Payload);
            (goesOn, isLast) = (chunk.IsChunk, chunk.IsLast);
        }

        payload = [.. joined];
        return null;
    }

    private static string? ProblemOf(scoped in RecordHeader chunk) => chunk switch
    {
        { IsFirst: true } => "a message-begin flag on a chunk",
        { Format: not RecordHeader.Unchanged } => "a chunk that does not say \"unchanged\" for its type",
        { Type.IsEmpty: false } or { HasId: true } => "a chunk with a type or an id of its own",
        _ => null,
    };
}
