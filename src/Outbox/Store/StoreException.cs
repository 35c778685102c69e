namespace EdgeGateway.Outbox;

/// <summary>The medium below the outbox failed. The message says what was tried, what came back and what would help.</summary>
internal sealed class StoreException(StoreTrouble trouble, string message) : IOException(message)
{
    public StoreTrouble Trouble => trouble;
}
