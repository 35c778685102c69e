namespace EdgeGateway.Hub;

/// <summary>The hub cannot start in these surroundings. The message says what was tried, what came back and what would help.</summary>
public sealed class HubStartException : Exception
{
    public HubStartException(string message)
        : base(message)
    {
    }

    public HubStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
