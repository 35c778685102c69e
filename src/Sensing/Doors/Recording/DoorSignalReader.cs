using System.Globalization;
using System.Text.Json;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Reads one line of a door recording: <c>{"t":s,"line":"outer","level":1}</c>, <c>{"t":s,"roi":0,"mm":1234,"status":0}</c>,
/// <c>{"t":s,"echo":1234}</c> or <c>{"t":s,"pixels":[64 or 768 numbers]}</c>. Unknown members are passed over, so that a recorder may note more.
/// </summary>
public sealed class DoorSignalReader
{
    /// <summary>768 numbers of at most 24 characters, and the rest.</summary>
    public const int LineBytesMax = 32 * 1024;

    private const int SmallFrame = 64;
    private const int LargeFrame = 768;
    private const int SmallColumns = 8;
    private const int LargeColumns = 32;

    // An MLX90640 whose long side lies along the way people walk.
    private const int LargeColumnsTurned = 24;

    // A thousand years; more is no time of day, and would not fit a TimeSpan's arithmetic.
    private const double SecondsMax = 3.2e10;

    private readonly float[] pixels = new float[LargeFrame];
    private double? seconds;
    private BeamLine? line;
    private bool isSingle;
    private int? level;
    private int? roi;
    private int? millimetres;
    private int status;
    private int? echo;
    private int pixelCount;
    private int? columns;
    private string error = "";

    /// <summary>Pixels in a row of a frame that does not say it.</summary>
    internal static int ColumnsOf(int pixels) => pixels == SmallFrame ? SmallColumns : LargeColumns;

    /// <summary>What is wrong with the line is said in <paramref name="problem"/>. A frame's pixels are valid until the next call.</summary>
    public bool TryRead(ReadOnlySpan<byte> json, out DoorSignal signal, out string problem)
    {
        (seconds, line, isSingle, level, roi, millimetres, status) = (null, null, false, null, null, null, 0);
        (echo, pixelCount, columns, error) = (null, 0, null, "");
        signal = default;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (ReadMembers(ref reader))
                signal = Understand();
        }
        catch (JsonException trouble)
        {
            error = $"it is no JSON object: {trouble.Message.Split('.')[0]}";
        }

        problem = error;
        return error.Length == 0;
    }

    private bool ReadMembers(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return Fail("it is no JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadMember(ref reader))
                return false;
        }

        return !reader.Read() || Fail("there is something behind the object");
    }

    private bool ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("t"u8))
            return ReadSeconds(ref reader);
        if (reader.ValueTextEquals("line"u8))
            return ReadLine(ref reader);
        if (reader.ValueTextEquals("level"u8))
            return ReadWhole(ref reader, "level", out level) && (level is 0 or 1 || Fail("level is neither 0 (free) nor 1 (broken)"));
        if (reader.ValueTextEquals("roi"u8))
            return ReadWhole(ref reader, "roi", out roi) && (roi is 0 or 1 || Fail("roi is neither 0 (street) nor 1 (store)"));
        if (reader.ValueTextEquals("mm"u8))
            return ReadWhole(ref reader, "mm", out millimetres);
        if (reader.ValueTextEquals("status"u8))
        {
            var isRead = ReadWhole(ref reader, "status", out var value);
            status = value ?? 0;
            return isRead;
        }

        if (reader.ValueTextEquals("echo"u8))
            return ReadWhole(ref reader, "echo", out echo);
        if (reader.ValueTextEquals("columns"u8))
            return ReadWhole(ref reader, "columns", out columns);
        if (reader.ValueTextEquals("pixels"u8))
            return ReadPixels(ref reader);
        reader.Read();
        reader.Skip();
        return true;
    }

    private bool ReadSeconds(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var value) || value is not (>= 0 and < SecondsMax))
            return Fail("t is no number of seconds");
        seconds = value;
        return true;
    }

    private bool ReadLine(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isText = reader.TokenType == JsonTokenType.String;
        line = isText && reader.ValueTextEquals("outer"u8) ? BeamLine.Outer : isText && reader.ValueTextEquals("inner"u8) ? BeamLine.Inner : null;
        isSingle = isText && reader.ValueTextEquals("single"u8);
        return line is not null || isSingle || Fail("line is none of \"outer\", \"inner\" and \"single\"");
    }

    private bool ReadWhole(ref Utf8JsonReader reader, string name, out int? value)
    {
        reader.Read();
        value = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : null;
        return value is not null || Fail($"{name} is no whole number");
    }

    private bool ReadPixels(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            return Fail("pixels is no list of numbers");
        pixelCount = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (pixelCount == LargeFrame)
                return Fail($"pixels has more than {LargeFrame} numbers");
            pixels[pixelCount++] = reader.TryGetSingle(out var value) ? value : float.NaN;
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            return Fail("pixels is no list of numbers");
        return pixelCount is SmallFrame or LargeFrame
            || Fail(string.Create(CultureInfo.InvariantCulture, $"pixels has {pixelCount} numbers instead of {SmallFrame} or {LargeFrame}"));
    }

    private DoorSignal Understand()
    {
        if (seconds is not { } t)
            error = "it has no t";
        else if (level is { } level1 && (line is not null || isSingle))
            return line is { } beam ? DoorSignal.OfBeam(TimeSpan.FromSeconds(t), beam, level1 == 1) : DoorSignal.OfSingleBeam(TimeSpan.FromSeconds(t), level1 == 1);
        else if (roi is { } region && millimetres is { } distance)
            return DoorSignal.OfDistance(new TofReading(TimeSpan.FromSeconds(t), region, distance, status));
        else if (echo is { } far)
            return DoorSignal.OfUltrasonic(TimeSpan.FromSeconds(t), far);
        else if (pixelCount > 0)
            return UnderstandFrame(TimeSpan.FromSeconds(t));
        else
            error = "it is neither an edge (line, level) nor a distance (roi, mm, status, or echo) nor a frame (pixels)";
        return default;
    }

    private DoorSignal UnderstandFrame(TimeSpan at)
    {
        var wide = columns ?? ColumnsOf(pixelCount);
        if (wide != ColumnsOf(pixelCount) && (pixelCount, wide) != (LargeFrame, LargeColumnsTurned))
            Fail(string.Create(CultureInfo.InvariantCulture, $"columns is {wide}; a frame of {SmallFrame} has {SmallColumns}, one of {LargeFrame} has {LargeColumns} or {LargeColumnsTurned}"));
        return DoorSignal.OfFrame(at, pixels.AsMemory(0, pixelCount), wide);
    }

    private bool Fail(string what)
    {
        error = what;
        return false;
    }
}
