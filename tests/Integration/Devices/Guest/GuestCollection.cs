namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>The guest's tests share one kernel's devices, so they run one after the other.</summary>
[CollectionDefinition("guest", DisableParallelization = true)]
public sealed class GuestCollection;
