namespace EdgeGateway.Daemon.Clock;

/// <summary>When a boot began on the wall: what its monotonic times count from.</summary>
internal sealed record BootBeginning(Guid Boot, DateTimeOffset Began);
