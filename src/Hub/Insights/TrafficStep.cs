namespace EdgeGateway.Hub.Insights;

/// <summary>Crossings in one step of the time asked for; steps without any are left out.</summary>
internal sealed record TrafficStep(DateTimeOffset Start, long In, long Out, long StaffIn, long StaffOut, long ClosedIn, long ClosedOut)
    : TrafficCount(In, Out, StaffIn, StaffOut, ClosedIn, ClosedOut);
