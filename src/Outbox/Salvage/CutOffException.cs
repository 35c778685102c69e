namespace EdgeGateway.Outbox;

/// <summary>A file is shorter than it says itself; all that could be read of it has been.</summary>
public sealed class CutOffException(string message) : IOException(message);
