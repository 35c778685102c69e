using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace EdgeGateway.Events;

/// <summary>The chain's pseudonym of an identifier: gateway and hub compute the same from the same key.</summary>
public static class Pseudonym
{
    /// <summary>The fewest bytes a key may have: as many as the pseudonym itself.</summary>
    public const int KeyBytesMin = 16;

    /// <summary>HMAC-SHA-256 (RFC 2104) hashes a longer key first, so more bytes add nothing.</summary>
    public const int KeyBytesMax = 64;

    /// <summary>The first 128 bits of HMAC-SHA-256 over <c>kind:value</c> in UTF-8, as 32 lower-case hex digits.</summary>
    /// <param name="key">The chain's secret.</param>
    /// <param name="kind">One of <see cref="IdentifierKinds"/>.</param>
    /// <param name="value">The canonical text described at <see cref="Identifier"/>.</param>
    public static string Of(ReadOnlySpan<byte> key, string kind, string value)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}:{value}"), digest);
        return Convert.ToHexStringLower(digest[..16]);
    }

    /// <summary>Reads a key as it stands in a file: hex digits or base64, with white space around it ignored.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="key">16 to 64 bytes.</param>
    /// <param name="problem">What is wrong and what would help; never a part of the text.</param>
    public static bool TryReadKey(ReadOnlySpan<char> text, out byte[] key, out string problem)
    {
        (key, problem) = ([], "");
        text = text.Trim();
        if (text.Length > KeyBytesMax * 2)
        {
            problem = $"the pseudonym key has more than {KeyBytesMax} bytes; make one with `openssl rand -hex 32`";
            return false;
        }

        Span<byte> decoded = stackalloc byte[KeyBytesMax * 2];
        var isHex = Convert.FromHexString(text, decoded, out _, out var length) == OperationStatus.Done;

        // Base64 may hold white space, but then hex digits in groups would quietly become another key.
        if (!isHex && (text.ContainsAny(" \t\r\n") || !Convert.TryFromBase64Chars(text, decoded, out length)))
        {
            problem = "the pseudonym key is neither hex digits nor base64; make one with `openssl rand -hex 32`";
            return false;
        }

        if (length is < KeyBytesMin or > KeyBytesMax)
        {
            problem = $"the pseudonym key has {length} bytes, not {KeyBytesMin} to {KeyBytesMax}; make one with `openssl rand -hex 32`";
            return false;
        }

        key = decoded[..length].ToArray();
        return true;
    }
}
