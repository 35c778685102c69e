namespace EdgeGateway.Sensing.Codes;

/// <summary>What a scanner's bytes came to.</summary>
internal enum CodeLineKind
{
    /// <summary>More bytes are needed.</summary>
    None,

    Code,

    /// <summary>A line that is no text: noise, a wrong baud rate, lost keys, or longer than any code.</summary>
    Unreadable,
}
