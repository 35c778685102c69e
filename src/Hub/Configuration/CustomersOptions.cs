namespace EdgeGateway.Hub.Configuration;

/// <summary>Where the hub learns who its customers are.</summary>
public sealed record CustomersOptions
{
    /// <summary>One line per customer; empty for none.</summary>
    public string File { get; init; } = "";

    /// <summary>One line per identifier that a customer carries.</summary>
    public string IdentifiersFile { get; init; } = "";

    /// <summary>The chain's key for pseudonyms, read by <see cref="Events.Pseudonym.TryReadKey"/>; empty when no gateway runs in the pseudonymous tier.</summary>
    public ReadOnlyMemory<byte> PseudonymKey { get; init; }

    /// <summary>Uses the built-in sample customers, which fit the built-in demo store.</summary>
    public bool Samples { get; init; }

    public IEnumerable<string> Problems(string key)
    {
        if (Samples && (File.Length > 0 || IdentifiersFile.Length > 0))
        {
            yield return $"{key}.samples: the samples and {key}.file exclude each other; remove one";
        }

        if ((File.Length == 0) != (IdentifiersFile.Length == 0))
        {
            yield return $"{key}.file: needs {key}.identifiersFile, and the other way round; without both nobody can be recognised";
        }
    }
}
