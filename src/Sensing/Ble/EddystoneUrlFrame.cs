namespace EdgeGateway.Sensing;

/// <summary>Eddystone-URL: 10, transmit power, scheme, and a compressed URL.</summary>
public readonly ref struct EddystoneUrlFrame
{
    internal const byte FrameType = 0x10;

    /// <summary>The longest URL a frame can expand to: a scheme and 251 codes of at most six characters.</summary>
    public const int UrlBytesMax = 1536;

    private readonly ReadOnlySpan<byte> frame;

    internal EddystoneUrlFrame(ReadOnlySpan<byte> frame) => this.frame = frame;

    /// <summary>At 0 m.</summary>
    public sbyte TxPowerDbm => (sbyte)frame[1];

    /// <summary>Writes the URL in ASCII and returns its length.</summary>
    /// <param name="url"><see cref="UrlBytesMax"/> bytes are always enough.</param>
    public int WriteUrl(Span<byte> url)
    {
        var length = Put(url, 0, Scheme(frame[2]));
        foreach (var code in frame[3..])
        {
            if (code < Expansions)
            {
                length = Put(url, length, Expansion(code));
            }
            else
            {
                url[length++] = code;
            }
        }

        return length;
    }

    // Eddystone-URL, "URL Scheme Prefix" and "Eddystone-URL HTTP URL encoding"; 14 to 32 and 127 to 255 are reserved.
    internal static bool Fits(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 3 || frame[2] > 3)
        {
            return false;
        }

        foreach (var code in frame[3..])
        {
            if (code is (>= Expansions and <= 32) or >= 127)
            {
                return false;
            }
        }

        return true;
    }

    private const int Expansions = 14;

    private static int Put(Span<byte> url, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(url[at..]);
        return at + text.Length;
    }

    private static ReadOnlySpan<byte> Scheme(byte code) => code switch
    {
        0 => "http://www."u8,
        1 => "https://www."u8,
        2 => "http://"u8,
        _ => "https://"u8,
    };

    private static ReadOnlySpan<byte> Expansion(byte code) => code switch
    {
        0 => ".com/"u8,
        1 => ".org/"u8,
        2 => ".edu/"u8,
        3 => ".net/"u8,
        4 => ".info/"u8,
        5 => ".biz/"u8,
        6 => ".gov/"u8,
        7 => ".com"u8,
        8 => ".org"u8,
        9 => ".edu"u8,
        10 => ".net"u8,
        11 => ".info"u8,
        12 => ".biz"u8,
        _ => ".gov"u8,
    };
}
