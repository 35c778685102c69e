namespace EdgeGateway.Visits;

/// <summary>A time during which the store is open, on the monotonic clock.</summary>
/// <param name="CustomersLeaveUntil">Whoever goes out between <paramref name="To"/> and here is a customer who leaves.</param>
public readonly record struct OpenSpan(TimeSpan From, TimeSpan To, TimeSpan CustomersLeaveUntil);
