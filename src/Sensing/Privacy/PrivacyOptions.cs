using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>How much of an identifier may leave Sensing.</summary>
public sealed record PrivacyOptions
{
    public PrivacyTier Tier { get; init; } = PrivacyTier.Consented;

    /// <summary>The file with the chain's key, hex or base64; needed for the tier <c>pseudonymous</c>. A path, because a secret has no place in a configuration.</summary>
    public string PseudonymKeyFile { get; init; } = "";

    /// <summary>
    /// Count how many radio addresses are near, as one number a minute in the health report. No tier forbids it, because no identifier
    /// leaves; it is off until somebody wants it, because strangers' addresses are then kept for a minute.
    /// </summary>
    public bool CountAddresses { get; init; }

    /// <summary>Everything wrong with it, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key = "privacy")
    {
        if (!Enum.IsDefined(Tier))
        {
            yield return $"{key}.tier: {(int)Tier} is not a tier; use count, pseudonymous or consented";
        }

        if (Tier == PrivacyTier.Pseudonymous && PseudonymKeyFile.Length == 0)
        {
            yield return $"{key}.pseudonymKeyFile: is missing, and the tier pseudonymous needs the chain's key; "
                + "name the file with the key that the hub has too, or make one with `openssl rand -hex 32`";
        }
    }

    /// <summary>The chain's key; empty when the tier needs none.</summary>
    /// <exception cref="DeviceException">The file cannot be read or holds no key.</exception>
    public byte[] ReadPseudonymKey()
    {
        if (Tier != PrivacyTier.Pseudonymous)
        {
            return [];
        }

        try
        {
            // A key has at most 128 digits; a wrong path to something huge must not fill the memory.
            using var file = File.OpenText(PseudonymKeyFile);
            Span<char> text = stackalloc char[512];
            var length = file.ReadBlock(text);
            return Pseudonym.TryReadKey(text[..length], out var key, out var problem)
                ? key
                : throw new DeviceException($"cannot use {PseudonymKeyFile}: {problem}");
        }
        catch (Exception broken) when (broken is UnauthorizedAccessException or (IOException and not DeviceException))
        {
            throw new DeviceException(
                $"cannot read the pseudonym key {PseudonymKeyFile}: {broken.Message} Check privacy.pseudonymKeyFile and the file's owner.", broken);
        }
    }
}
