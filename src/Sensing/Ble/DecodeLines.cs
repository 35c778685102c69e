using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeGateway.Sensing;

/// <summary>
/// Lines of hex in, lines of JSON out, in order, one for one. Memory stays the same whatever is fed: a line longer than any right
/// one is answered with an error and not kept.
/// </summary>
/// <param name="keys">Makes encrypted and ephemeral frames readable; null for none.</param>
public sealed class DecodeLines(DecodeFormat format, DecodeKeys? keys = null)
{
    private const int InputBytes = 64 * 1024;
    private const int OutputBytes = 256 * 1024;

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] buffer = new byte[InputBytes];
    private readonly ArrayBufferWriter<byte> output = new(OutputBytes);

    /// <summary>Decodes until <paramref name="input"/> ends. Answers every line it has before it waits for more.</summary>
    public void Run(Stream input, Stream answers, CancellationToken stopping)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        var kept = 0;
        var isTooLong = false;
        int read;
        while (!stopping.IsCancellationRequested && (read = input.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var rest = buffer.AsSpan(0, kept + read);
            for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
            {
                Answer(writer, answers, isTooLong ? TooLong : rest[..end]);
                isTooLong = false;
                rest = rest[(end + 1)..];
            }

            isTooLong |= rest.Length > DecodeJson.LineBytesMax + 1;
            kept = isTooLong ? 0 : rest.Length;
            rest[..kept].CopyTo(buffer);
            Send(answers);
            answers.Flush();
        }

        if (kept > 0 || isTooLong)
        {
            Answer(writer, answers, isTooLong ? TooLong : buffer.AsSpan(0, kept));
            Send(answers);
            answers.Flush();
        }
    }

    private static ReadOnlySpan<byte> TooLong => new byte[DecodeJson.LineBytesMax + 1];

    private void Answer(Utf8JsonWriter writer, Stream answers, ReadOnlySpan<byte> line)
    {
        writer.Reset();
        DecodeJson.Write(writer, line.EndsWith("\r"u8) ? line[..^1] : line, format, keys);
        writer.Flush();
        output.Write("\n"u8);
        if (output.WrittenCount > OutputBytes / 2)
        {
            Send(answers);
        }
    }

    private void Send(Stream answers)
    {
        answers.Write(output.WrittenSpan);
        output.ResetWrittenCount();
    }
}
