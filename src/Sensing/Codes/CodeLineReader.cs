using System.Text;
using System.Text.Unicode;

namespace EdgeGateway.Sensing.Codes;

/// <summary>
/// Cuts what a scanner sends into codes. Any bytes are an ordinary outcome; a line that is not text in UTF-8, or too long, is told as
/// unreadable when it ends and never passed on in part, because half a number may be somebody else's.
/// </summary>
internal sealed class CodeLineReader(CodeEnd end)
{
    private const byte GroupSeparator = 0x1D; // FNC1 within a GS1 code: part of its text.

    private readonly byte[] line = new byte[Enrolment.TextCharsMax];
    private int length;
    private bool isUnreadable;

    /// <summary>Takes one byte; says what it completed.</summary>
    public CodeLineKind Take(byte one, out string code)
    {
        code = "";
        if (end == CodeEnd.Tab ? one == '\t' : one is (byte)'\r' or (byte)'\n')
        {
            return Finish(out code);
        }

        // Line ends that are not the configured one come behind it or in front of the next code.
        if (one is (byte)'\r' or (byte)'\n')
        {
            return CodeLineKind.None;
        }

        isUnreadable |= length == line.Length || one is (< 0x20 and not GroupSeparator) or 0x7F;
        if (!isUnreadable)
            line[length++] = one;

        return CodeLineKind.None;
    }

    /// <summary>Nothing has come for a while: the end of a code, where that is what ends one.</summary>
    public CodeLineKind Silence(out string code)
    {
        code = "";
        return end == CodeEnd.Silence ? Finish(out code) : CodeLineKind.None;
    }

    private CodeLineKind Finish(out string code)
    {
        var bytes = line.AsSpan(0, length);
        var isText = !isUnreadable && Utf8.IsValid(bytes);
        var kind = !isText ? CodeLineKind.Unreadable : bytes.IsEmpty ? CodeLineKind.None : CodeLineKind.Code;
        code = kind == CodeLineKind.Code ? Encoding.UTF8.GetString(bytes) : "";
        (length, isUnreadable) = (0, false);
        return kind;
    }
}
