using System.Buffers;

namespace EdgeGateway.Sensing;

/// <summary>Hex digits as people write them in a configuration.</summary>
internal static class Hex
{
    /// <summary>Pairs of digits; colons and dashes between them are ignored.</summary>
    public static bool TryRead(string text, out byte[] bytes)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        bytes = new byte[digits.Length / 2];
        return digits.Length % 2 == 0 && Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done;
    }
}
