namespace EdgeGateway.Hub;

/// <summary>Whether the start is over. Until then a failure is told as one sentence by <see cref="HubExit"/>, not by the host's stack traces.</summary>
internal sealed class HubStart
{
    public bool IsOver { get; set; }
}
