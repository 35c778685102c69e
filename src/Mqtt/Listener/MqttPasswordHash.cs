using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>Passwords as PBKDF2-HMAC-SHA-512, written <c>$pbkdf2-sha512$i=210000$salt$hash</c> (salt and hash in Base64).</summary>
public static class MqttPasswordHash
{
    /// <summary>The count that the OWASP password storage sheet gives for SHA-512.</summary>
    public const int DefaultIterations = 210_000;

    /// <summary>More would let a line of the configuration stop the broker.</summary>
    private const int IterationsMax = 10_000_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 64;

    public static string Create(ReadOnlySpan<byte> password, int iterations = DefaultIterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(
            CultureInfo.InvariantCulture, $"$pbkdf2-sha512$i={iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Compares in constant time; false for a text that is no hash.</summary>
    public static bool Matches(ReadOnlySpan<byte> password, string passwordHash)
    {
        if (!TryRead(passwordHash, out var iterations, out var salt, out var expected))
        {
            return false;
        }

        var actual = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }

    public static bool IsWellFormed(string passwordHash) => TryRead(passwordHash, out _, out _, out _);

    private static bool TryRead(
        string text, out int iterations, [NotNullWhen(true)] out byte[]? salt, [NotNullWhen(true)] out byte[]? hash)
    {
        (iterations, salt, hash) = (0, null, null);
        var parts = text.Split('$');
        if (parts is not ["", "pbkdf2-sha512", ['i', '=', .. var count], var saltText, var hashText]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out iterations)
            || iterations is < 1 or > IterationsMax)
        {
            return false;
        }

        (salt, hash) = (FromBase64(saltText), FromBase64(hashText));
        return salt is { Length: > 0 } && hash is { Length: >= 16 };
    }

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
