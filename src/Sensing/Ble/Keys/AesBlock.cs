using System.Security.Cryptography;

namespace EdgeGateway.Sensing;

/// <summary>
/// AES-128, one block at a time, forward only: all that EID, resolvable addresses, CCM and EAX need. The one-shot calls of .NET make a
/// new native cipher each time; this one is made once per key, so that an advertisement allocates nothing. Not for two threads at once.
/// </summary>
internal sealed class AesBlock : IDisposable
{
    public const int Bytes = 16;

    private readonly ICryptoTransform transform;
    private readonly byte[] input = new byte[Bytes];
    private readonly byte[] output = new byte[Bytes];

    public AesBlock(ReadOnlySpan<byte> key)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        aes.Mode = CipherMode.ECB; // One block is what is asked for; the modes of the formats are built on it here.
        aes.Padding = PaddingMode.None;
        transform = aes.CreateEncryptor();
    }

    /// <param name="plain">16 bytes; may be the same as <paramref name="encrypted"/>.</param>
    public void Encrypt(ReadOnlySpan<byte> plain, Span<byte> encrypted)
    {
        plain[..Bytes].CopyTo(input);
        transform.TransformBlock(input, 0, Bytes, output, 0);
        output.CopyTo(encrypted);
    }

    public void Dispose() => transform.Dispose();
}
