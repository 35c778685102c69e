namespace EdgeGateway.Sensing.Nfc;

/// <summary>What became of one command to the reader.</summary>
public enum Pn532Outcome
{
    Done,

    /// <summary>The chip did not even acknowledge the command: it sleeps, is hung, has no power, or the line is cut.</summary>
    NoAcknowledgement,

    /// <summary>It acknowledged and then gave no answer in time.</summary>
    NoAnswer,

    /// <summary>It does not know the command: another chip, or another firmware.</summary>
    NotUnderstood,

    /// <summary>The chip answered with an error of the tag or the field; the next poll may succeed.</summary>
    TagLost,
}
