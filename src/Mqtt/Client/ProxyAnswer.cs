using System.Buffers.Text;
using System.Text;

namespace EdgeGateway.Mqtt.Client;

/// <summary>A proxy's answer to CONNECT, as far as it has come (RFC 9112 section 4): its status line, and where its header ends. Pure.</summary>
internal readonly record struct ProxyAnswer(ProxyAnswerState State, int HeaderBytes, int Status, string Phrase)
{
    /// <summary>No longer header is read.</summary>
    public const int HeaderBytesMax = 16 * 1024;

    private const int PhraseLettersMax = 64;
    private const int StatusAt = 9; // behind "HTTP/1.1 "

    public static ProxyAnswer Read(ReadOnlySpan<byte> bytes)
    {
        var isHttp = bytes[..Math.Min(bytes.Length, 7)].SequenceEqual("HTTP/1."u8[..Math.Min(bytes.Length, 7)]);
        if (!isHttp)
        {
            return new ProxyAnswer(ProxyAnswerState.NotHttp, 0, 0, "");
        }

        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return new ProxyAnswer(bytes.Length < HeaderBytesMax ? ProxyAnswerState.Incomplete : ProxyAnswerState.TooLong, 0, 0, "");
        }

        var line = bytes[..bytes.IndexOf("\r\n"u8)];
        return line.Length >= StatusAt + 3 && line[StatusAt - 1] == ' ' && Utf8Parser.TryParse(line[StatusAt..], out int status, out var digits)
            && digits == 3 && status is >= 100 and <= 999
            ? new ProxyAnswer(ProxyAnswerState.Complete, end + 4, status, PhraseIn(line[(StatusAt + 3)..]))
            : new ProxyAnswer(ProxyAnswerState.NotHttp, 0, 0, "");
    }

    // It goes into a log: nothing but letters that can be seen, and not many.
    private static string PhraseIn(ReadOnlySpan<byte> rest)
    {
        var text = new StringBuilder();
        foreach (var letter in rest[..Math.Min(rest.Length, PhraseLettersMax)])
        {
            text.Append(letter is >= 0x20 and < 0x7F ? (char)letter : '?');
        }

        return text.ToString().Trim();
    }
}
