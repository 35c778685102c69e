namespace EdgeGateway.Sensing.Codes;

/// <summary>What a scanner sends behind a code; most can be set by scanning a leaf of their manual.</summary>
public enum CodeEnd
{
    /// <summary>CR, LF or both: what scanners do as they come.</summary>
    Line,

    Tab,

    /// <summary>Nothing: the code ends when nothing has come for 100 ms.</summary>
    Silence,
}
