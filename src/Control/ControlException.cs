namespace EdgeGateway.Control;

/// <summary>The daemon could not be asked. The message says why and what to do.</summary>
public sealed class ControlException : Exception
{
    public ControlException(string message)
        : base(message)
    {
    }

    public ControlException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
