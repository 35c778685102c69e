using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EdgeGateway.Sensing;

/// <summary>AES-CCM (RFC 3610) as BTHome uses it: a nonce of 13 bytes, a tag of 4, nothing authenticated but the message.</summary>
internal static class AesCcmTag4
{
    public const int NonceBytes = 13;
    public const int TagBytes = 4;

    private const byte LengthOfLength = 2;

    /// <summary>Blocks of AES that a message costs, for <see cref="TrialBudget"/>.</summary>
    public static int BlocksFor(int messageBytes) => 2 + (2 * ((messageBytes + AesBlock.Bytes - 1) / AesBlock.Bytes));

    /// <summary>True when the tag is right; otherwise <paramref name="message"/> is cleared.</summary>
    /// <param name="message">As long as <paramref name="encrypted"/>.</param>
    public static bool TryDecrypt(AesBlock key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> encrypted, ReadOnlySpan<byte> tag, Span<byte> message)
    {
        Span<byte> block = stackalloc byte[AesBlock.Bytes];
        Span<byte> counter = stackalloc byte[AesBlock.Bytes];
        counter[0] = LengthOfLength - 1;
        nonce[..NonceBytes].CopyTo(counter[1..]);
        for (var from = 0; from < encrypted.Length; from += AesBlock.Bytes)
        {
            BinaryPrimitives.WriteUInt16BigEndian(counter[14..], (ushort)((from / AesBlock.Bytes) + 1));
            key.Encrypt(counter, block);
            Xor(encrypted[from..], block, message[from..]);
        }

        Span<byte> mac = stackalloc byte[AesBlock.Bytes];
        mac[0] = ((TagBytes - 2) / 2 << 3) | (LengthOfLength - 1);
        nonce[..NonceBytes].CopyTo(mac[1..]);
        BinaryPrimitives.WriteUInt16BigEndian(mac[14..], (ushort)message.Length);
        key.Encrypt(mac, mac);
        for (var from = 0; from < message.Length; from += AesBlock.Bytes)
        {
            Xor(message[from..], mac, mac);
            key.Encrypt(mac, mac);
        }

        BinaryPrimitives.WriteUInt16BigEndian(counter[14..], 0);
        key.Encrypt(counter, block);
        Xor(mac, block, mac);
        if (CryptographicOperations.FixedTimeEquals(mac[..TagBytes], tag))
        {
            return true;
        }

        message.Clear();
        return false;
    }

    // As many bytes as there are, at most a block.
    private static void Xor(ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, Span<byte> result)
    {
        for (var i = 0; i < Math.Min(data.Length, AesBlock.Bytes); i++)
        {
            result[i] = (byte)(data[i] ^ block[i]);
        }
    }
}
