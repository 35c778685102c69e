using System.Text.Json;
using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Follows an export line by line and says what is wrong with it. What passes is whole and holds nothing but events that the hub can read.</summary>
internal sealed class ExportCheck
{
    private const int LostMax = 100_000;

    private readonly ByteSum sum = new();
    private long lines;

    public long Events { get; private set; }

    public long Damaged { get; private set; }

    /// <summary>The last line was there and agrees with all before it.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Per epoch, what the export says was lost.</summary>
    public List<(Guid Epoch, SequenceRange Range)> Lost { get; } = [];

    /// <summary>The event in the line; null when the line is something else. <paramref name="problem"/> is empty while all is well.</summary>
    public GatewayEvent? Read(ReadOnlySpan<byte> line, out string problem)
    {
        lines++;
        var found = IsWhole ? Wrong("it goes on after its last line", out problem) : ReadLine(line, out problem);
        if (!IsWhole)
        {
            sum.Add(line);
            sum.Add("\n"u8);
        }

        return found;
    }

    private GatewayEvent? ReadLine(ReadOnlySpan<byte> line, out string problem)
    {
        try
        {
            return lines == 1 ? ReadHeader(line, out problem)
                : line.StartsWith("{\"specversion\""u8) ? ReadEvent(line, out problem)
                : ReadOther(line, out problem);
        }
        catch (InvalidOperationException wrong)
        {
            // A name or a text in it is half a surrogate pair, which shows only when it is compared.
            return Wrong($"line {lines}: {wrong.Message}", out problem);
        }
    }

    private static GatewayEvent? Wrong(string what, out string problem)
    {
        problem = what;
        return null;
    }

    private static GatewayEvent? ReadHeader(ReadOnlySpan<byte> line, out string problem) => Parse(line, out problem) is { } header
        && header.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && format.ValueEquals(ExportWriter.Format)
            ? Wrong(Number(header, "version") == ExportWriter.Version ? "" : "it is of a newer version; import it with the version that wrote it", out problem)
            : Wrong("it is no export of an outbox", out problem);

    private GatewayEvent? ReadEvent(ReadOnlySpan<byte> line, out string problem)
    {
        if (!EventJson.TryRead(line, out var read, out problem))
        {
            return Wrong($"line {lines}: {problem}", out problem);
        }

        if (!SourceNames.TryRead(read.Source, out _, out _))
        {
            return Wrong($"line {lines}: the source is not /stores/…/gateways/…", out problem);
        }

        Events++;
        return read;
    }

    private GatewayEvent? ReadOther(ReadOnlySpan<byte> line, out string problem)
    {
        if (Parse(line, out problem) is not { } other)
        {
            return Wrong($"line {lines} is not JSON", out problem);
        }

        if (other.TryGetProperty("end", out _))
        {
            IsWhole = Number(other, "end") == Events && other.TryGetProperty("crc32c", out var crc) && crc.ValueKind == JsonValueKind.String && crc.ValueEquals($"{sum.Value:x8}");
            return Wrong(IsWhole ? "" : "its last line does not agree with the lines before it; it was changed or damaged on its way", out problem);
        }

        if (other.TryGetProperty("lost", out var lost) && lost.ValueKind == JsonValueKind.String && lost.TryGetGuid(out var epoch) && other.TryGetProperty("ranges", out var ranges))
        {
            return Wrong(ReadLost(epoch, ranges) ? "" : $"line {lines}: the lost numbers are none", out problem);
        }

        // Damaged events are for a human; what a later version may add is none of ours.
        Damaged += other.TryGetProperty("damaged", out _) ? 1 : 0;
        return null;
    }

    private bool ReadLost(Guid epoch, JsonElement ranges)
    {
        foreach (var range in ranges.ValueKind == JsonValueKind.Array ? ranges.EnumerateArray() : default)
        {
            if (Lost.Count >= LostMax || range.ValueKind != JsonValueKind.Array || range.GetArrayLength() != 2
                || !TryNumber(range[0], out var first) || !TryNumber(range[1], out var last)
                || first < 1 || last < first || last > EventJson.SequenceMax)
            {
                return false;
            }

            Lost.Add((epoch, new SequenceRange(first, last)));
        }

        return true;
    }

    private static JsonElement? Parse(ReadOnlySpan<byte> line, out string problem)
    {
        problem = "";
        try
        {
            var reader = new Utf8JsonReader(line);
            var element = JsonElement.ParseValue(ref reader);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException wrong)
        {
            problem = wrong.Message;
            return null;
        }
    }

    private static long Number(JsonElement of, string member) => of.TryGetProperty(member, out var value) && TryNumber(value, out var number) ? number : -1;

    private static bool TryNumber(JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number);
    }
}
