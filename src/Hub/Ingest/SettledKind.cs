using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>Why a number needs no further waiting, as the ledger's rows name it.</summary>
internal static class SettledKind
{
    public const string Stored = "stored";
    public const string Quarantined = "quarantined";
    public const string DroppedPrefix = "dropped:";

    /// <summary>Numbers of which the gateway, asked again, has said that it has them no more.</summary>
    public const string LostPrefix = "lost:";

    /// <summary>A gateway invents no more kinds than this; further reasons are counted together.</summary>
    public const int DropReasonsMax = 16;

    private const int ReasonLettersMax = 32;

    /// <summary>A reason that is no plain word is counted as <c>other</c>: it becomes a label and a column.</summary>
    public static string Dropped(string reason) => DroppedPrefix + Word(reason);

    /// <summary>What is gone for a reason of the drop ledger was dropped; what was deleted on somebody's word, or for a reason no longer known, is lost.</summary>
    public static string Gone(string reason) => reason is GoneRange.Acknowledged or GoneRange.Dropped ? LostPrefix + reason : Dropped(reason);

    private static string Word(string reason) =>
        reason.Length is > 0 and <= ReasonLettersMax && reason.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? reason : "other";
}
