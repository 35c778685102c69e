using System.Text;

namespace EdgeGateway.Mqtt;

/// <summary>UTF-16 that can go on the wire.</summary>
internal static class TopicText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>No half surrogate pairs, and short enough as UTF-8.</summary>
    public static bool Fits(ReadOnlySpan<char> text, int bytesMax)
    {
        for (var rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done) return false;

            rest = rest[used..];
        }

        return Strict.GetByteCount(text) <= bytesMax;
    }
}
