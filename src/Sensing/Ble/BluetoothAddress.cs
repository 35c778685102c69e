using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>A device's 48-bit address. It never leaves Sensing: the offline decoder alone writes it out.</summary>
/// <param name="Value">The address as a number, first printed byte highest.</param>
public readonly record struct BluetoothAddress(ulong Value)
{
    /// <summary><c>AA:BB:CC:DD:EE:FF</c>.</summary>
    public const int TextBytes = 17;

    /// <summary>Reads twelve hex digits in pairs with colons or dashes between them; null when it is not that.</summary>
    public static BluetoothAddress? TryParse(string text) =>
        text.Length == TextBytes && Hex.TryRead(text, out var bytes) && bytes.Length == 6
            ? new BluetoothAddress(((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(2)))
            : null;

    /// <summary>Writes the usual text in ASCII.</summary>
    /// <param name="text">At least <see cref="TextBytes"/>.</param>
    public void Write(Span<byte> text)
    {
        for (var i = 0; i < 6; i++)
        {
            var octet = (byte)(Value >> (40 - (i * 8)));
            text[i * 3] = (byte)"0123456789ABCDEF"[octet >> 4];
            text[(i * 3) + 1] = (byte)"0123456789ABCDEF"[octet & 15];
            if (i < 5)
            {
                text[(i * 3) + 2] = (byte)':';
            }
        }
    }
}
