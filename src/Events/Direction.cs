namespace EdgeGateway.Events;

/// <summary>Which way a door was crossed, seen from the store.</summary>
public enum Direction
{
    In,
    Out,
}
