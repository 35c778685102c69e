namespace EdgeGateway.Devices.Simulated;

/// <summary>A card that is known by its number alone: FeliCa by its IDm, type B by its PUPI, MIFARE Classic by its UID.</summary>
public sealed class SimulatedIdCard : ISimulatedTag
{
    private SimulatedIdCard(SimulatedCardKind kind, byte[] number, byte selectAnswer = 0) =>
        (Kind, Uid, SelectAnswer) = (kind, number, selectAnswer);

    public SimulatedCardKind Kind { get; }

    public byte[] Uid { get; }

    public byte SelectAnswer { get; }

    /// <param name="idm">8 bytes.</param>
    public static SimulatedIdCard FeliCa(byte[] idm) => new(SimulatedCardKind.FeliCa, OfLength(idm, 8));

    /// <param name="pupi">4 bytes.</param>
    public static SimulatedIdCard TypeB(byte[] pupi) => new(SimulatedCardKind.TypeB, OfLength(pupi, 4));

    /// <summary>A MIFARE Classic 1K: SAK 08; its memory answers nobody without a key.</summary>
    /// <param name="uid">4 or 7 bytes.</param>
    public static SimulatedIdCard MifareClassic(byte[] uid) => new(SimulatedCardKind.TypeA, uid, selectAnswer: 0x08);

    private static byte[] OfLength(byte[] number, int bytes) => number.Length == bytes
        ? number
        : throw new ArgumentException($"the number has {bytes} bytes, not {number.Length}", nameof(number));
}
