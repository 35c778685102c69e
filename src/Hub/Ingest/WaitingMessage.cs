namespace EdgeGateway.Hub.Ingest;

/// <summary>A message in the queue, and the promise that its acknowledgement waits for.</summary>
internal sealed class WaitingMessage(Incoming incoming)
{
    public Incoming Incoming { get; } = incoming;

    public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
