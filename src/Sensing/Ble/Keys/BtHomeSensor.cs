using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>One enrolled BTHome sensor: decrypts its frames (bthome.io/encryption) and refuses old ones.</summary>
internal sealed class BtHomeSensor(BeaconKey key, Identifier identifier) : IDisposable
{
    /// <summary>A lower counter is believed again after this long without a good frame: the sensor got a new battery.</summary>
    public static readonly TimeSpan RestartBelievedAfter = TimeSpan.FromMinutes(10);

    private readonly AesBlock? bindKey = key.Secret.Length == 0 ? null : new AesBlock(key.Secret);
    private uint? lastCounter;
    private TimeSpan lastGood;

    public Identifier Identifier => identifier;

    public bool IsEncrypted => bindKey is not null;

    /// <summary>True when the frame is the sensor's; then the first <paramref name="length"/> bytes are measurements.</summary>
    /// <param name="message">At least <see cref="BtHomeFrame.MessageBytesMax"/>.</param>
    public bool TryDecrypt(scoped in BtHomeFrame frame, Span<byte> message, out int length)
    {
        length = 0;
        if (bindKey is null || !frame.HasTag)
        {
            return false;
        }

        Span<byte> nonce = stackalloc byte[AesCcmTag4.NonceBytes];
        for (var i = 0; i < 6; i++)
        {
            nonce[i] = (byte)(key.Address.Value >> (40 - (i * 8)));
        }

        (nonce[6], nonce[7], nonce[8]) = (0xD2, 0xFC, frame.Information);
        frame.Counter.CopyTo(nonce[9..]);
        length = frame.Encrypted.Length;
        return AesCcmTag4.TryDecrypt(bindKey, nonce, frame.Encrypted, frame.Tag, message[..length]);
    }

    /// <summary>False for a counter that was heard before: a repetition by the sensor, or a recording by somebody else.</summary>
    public bool IsNews(uint counter, TimeSpan at)
    {
        if (lastCounter is { } last && counter <= last && at - lastGood < RestartBelievedAfter)
        {
            return false;
        }

        (lastCounter, lastGood) = (counter, at);
        return true;
    }

    public void Dispose() => bindKey?.Dispose();
}
