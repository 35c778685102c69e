namespace EdgeGateway.Devices.Simulated;

/// <summary>One person who really went through a simulated door.</summary>
/// <param name="At">When the middle of the body was in the middle of the door.</param>
/// <param name="IsInward">From the street into the store.</param>
public readonly record struct DoorTruth(TimeSpan At, bool IsInward);
