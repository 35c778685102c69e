using System.Security.Cryptography;

namespace EdgeGateway.Sensing;

/// <summary>
/// AES-EAX (Bellare, Rogaway, Wagner: "The EAX mode of operation") as encrypted TLM uses it: a nonce of 6 bytes, at most one block,
/// no header, and the first two bytes of the tag.
/// </summary>
internal static class AesEaxTag2
{
    public const int NonceBytes = 6;
    public const int TagBytes = 2;

    /// <summary>Blocks of AES that a frame costs, for <see cref="TrialBudget"/>.</summary>
    public const int Blocks = 8;

    /// <summary>True when the tag is right; otherwise <paramref name="message"/> is cleared.</summary>
    /// <param name="encrypted">At most 16 bytes.</param>
    /// <param name="message">As long as <paramref name="encrypted"/>.</param>
    public static bool TryDecrypt(AesBlock key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> encrypted, ReadOnlySpan<byte> tag, Span<byte> message)
    {
        Span<byte> counter = stackalloc byte[AesBlock.Bytes];
        Span<byte> header = stackalloc byte[AesBlock.Bytes];
        Span<byte> mac = stackalloc byte[AesBlock.Bytes];
        Omac(key, 0, nonce, counter);
        Omac(key, 1, [], header);
        Omac(key, 2, encrypted, mac);
        for (var i = 0; i < AesBlock.Bytes; i++)
        {
            mac[i] ^= (byte)(counter[i] ^ header[i]);
        }

        if (!CryptographicOperations.FixedTimeEquals(mac[..TagBytes], tag))
        {
            message.Clear();
            return false;
        }

        key.Encrypt(counter, counter);
        for (var i = 0; i < encrypted.Length; i++)
        {
            message[i] = (byte)(encrypted[i] ^ counter[i]);
        }

        return true;
    }

    // CMAC (NIST SP 800-38B) over a block that holds the tweak, and the data if there is any.
    private static void Omac(AesBlock key, byte tweak, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        Span<byte> subkey = stackalloc byte[AesBlock.Bytes];
        subkey.Clear();
        key.Encrypt(subkey, subkey);
        Double(subkey);

        mac.Clear();
        mac[^1] = tweak;
        if (data.IsEmpty)
        {
            Xor(mac, subkey);
            key.Encrypt(mac, mac);
            return;
        }

        key.Encrypt(mac, mac);
        Xor(mac, data);
        if (data.Length < AesBlock.Bytes)
        {
            mac[data.Length] ^= 0x80;
            Double(subkey);
        }

        Xor(mac, subkey);
        key.Encrypt(mac, mac);
    }

    // Times x in GF(2^128).
    private static void Double(Span<byte> block)
    {
        var carry = (byte)(block[0] >> 7 == 1 ? 0x87 : 0);
        for (var i = 0; i < AesBlock.Bytes - 1; i++)
        {
            block[i] = (byte)((block[i] << 1) | (block[i + 1] >> 7));
        }

        block[^1] = (byte)((block[^1] << 1) ^ carry);
    }

    private static void Xor(Span<byte> block, ReadOnlySpan<byte> with)
    {
        for (var i = 0; i < with.Length; i++)
        {
            block[i] ^= with[i];
        }
    }
}
