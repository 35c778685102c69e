using System.Globalization;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>What the host tells the guest at the start of a cycle.</summary>
/// <param name="FirstToken">Tokens count from here; no two cycles share one.</param>
/// <param name="MarkersAt">The byte of the data disk where acceptance markers go; 0 for none.</param>
internal sealed record WriterOrder(long FirstToken, Durability Durability, long MarkersAt = 0)
{
    public static WriterOrder Read(string line)
    {
        var words = line.Split(' ');
        return new WriterOrder(
            long.Parse(words[1], CultureInfo.InvariantCulture), Enum.Parse<Durability>(words[2]), long.Parse(words[3], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"outbox {FirstToken} {Durability} {MarkersAt}");
}
