namespace EdgeGateway.Events;

/// <summary>Sequence numbers from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct SequenceRange(long First, long Last)
{
    /// <summary>How many numbers the range holds.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Count => Last - First + 1;
}
