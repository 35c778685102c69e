using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace EdgeGateway.Hub.Configuration;

/// <summary>
/// Reads settings by their dotted keys and remembers which ones it was asked for, so that a key nobody asked for is reported
/// as unknown. Problems are collected, never thrown: all of them are told at once.
/// </summary>
internal sealed class SettingsReader
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    public SettingsReader(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            // A section has no value of its own; an empty list or object has an empty one.
            if (!string.IsNullOrEmpty(value))
            {
                _values[key.Replace(':', '.')] = value;
            }
        }
    }

    public IReadOnlyList<string> Problems => _problems;

    public string Text(string key, string otherwise) => Find(key) ?? otherwise;

    public string? TextOrNull(string key) => Find(key);

    public bool Switch(string key, bool otherwise)
    {
        if (Find(key) is not { } text)
        {
            return otherwise;
        }

        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        _problems.Add($"{key}: '{text}' is neither true nor false");
        return otherwise;
    }

    public int Whole(string key, int otherwise)
    {
        if (Find(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        _problems.Add($"{key}: '{text}' is not a whole number");
        return otherwise;
    }

    /// <summary>The texts of a list; empty when it is not there.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        // An environment variable for the whole list is what everybody tries first.
        if (Find(key) is { } text)
        {
            _problems.Add($"{key}: is a list; write [\"{text}\"], or in the environment {EnvironmentName(key)}__0");
        }

        return [.. Items(key).Select(item => Find(item) ?? "").Where(item => item.Length > 0)];
    }

    /// <summary>The keys of a list's items: <c>broker.users.0</c>, <c>broker.users.1</c> …</summary>
    public IReadOnlyList<string> Items(string key)
    {
        var prefix = key + ".";
        return
        [
            .. _values.Keys
                .Where(found => found.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .Select(found => found[prefix.Length..].Split('.')[0])
                .Where(index => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Distinct()
                .OrderBy(index => int.Parse(index, CultureInfo.InvariantCulture))
                .Select(index => prefix + index),
        ];
    }

    /// <summary>To be called when everything known was asked for.</summary>
    public void ReportUnknown()
    {
        foreach (var key in _values.Keys.Where(key => !_known.Contains(key)))
        {
            var nearest = _known.MinBy(known => Distance(known, key));
            _problems.Add(
                nearest is not null && Distance(nearest, key) <= 3
                    ? $"{key}: no such key; did you mean {nearest}?"
                    : $"{key}: no such key; remove it, or see src/Hub/README.md for the keys there are");
        }
    }

    private static string EnvironmentName(string key) =>
        HubSettings.EnvironmentPrefix + key.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();

    private string? Find(string key)
    {
        _known.Add(key);
        return _values.GetValueOrDefault(key);
    }

    // Levenshtein's distance: how many letters to change, add or remove.
    private static int Distance(string one, string other)
    {
        (one, other) = (one.ToLowerInvariant(), other.ToLowerInvariant());
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
