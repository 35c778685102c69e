using System.Buffers.Binary;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>An ephemeral id that was recognised.</summary>
/// <param name="Time">The time base of its period, as in the nonce of encrypted telemetry.</param>
internal readonly record struct EphemeralMatch(Identifier Beacon, EphemeralId Ids, uint Time)
{
    /// <summary>Reads encrypted telemetry as the 14 bytes of a plain frame (eddystone-tlm/tlm-encrypted.md).</summary>
    /// <param name="plain">At least <see cref="EddystoneTlmFrame.Bytes"/>.</param>
    public bool TryDecrypt(scoped in EddystoneEtlmFrame frame, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[AesEaxTag2.NonceBytes];
        BinaryPrimitives.WriteUInt32BigEndian(nonce, Time);
        frame.Salt.CopyTo(nonce[4..]);
        (plain[0], plain[1]) = (EddystoneTlmFrame.FrameType, 0);
        return AesEaxTag2.TryDecrypt(Ids.Identity, nonce, frame.Encrypted, frame.Mic, plain[2..EddystoneTlmFrame.Bytes]);
    }
}
