using System.Globalization;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>What the host tells the guest at the start of a cycle: "go TOKEN SYNCED MARKERS".</summary>
/// <param name="FirstToken">Tokens count from here; no two cycles share one.</param>
/// <param name="IsSynced">False for the negative control: commits do not sync.</param>
/// <param name="MarkersAt">The byte of the data disk where acceptance markers go; 0 for none.</param>
internal sealed record WriterOrder(long FirstToken, bool IsSynced, long MarkersAt)
{
    public static WriterOrder Read(string line)
    {
        var words = line.Split(' ');
        return new WriterOrder(long.Parse(words[1], CultureInfo.InvariantCulture), words[2] == "synced", long.Parse(words[3], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"go {FirstToken} {(IsSynced ? "synced" : "unsynced")} {MarkersAt}");
}
