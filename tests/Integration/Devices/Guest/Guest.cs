using System.Diagnostics;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>The virtual Pi from inside.</summary>
internal static class Guest
{
    private const string Marker = "EDGEGATEWAY_VIRTUAL_PI";

    internal static readonly TimeSpan Soon = TimeSpan.FromSeconds(60); // QEMU translates every instruction; a JIT start can take seconds

    /// <summary>These tests load kernel devices and take them away; they run in the virtual Pi and nowhere else.</summary>
    internal static void Require() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Marker) == "guest", "runs inside the virtual Pi: VirtualPiTests starts it there");

    internal static void WaitUntil(Func<bool> condition, string what)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Soon, $"still waiting until {what}");
            Thread.Sleep(5); // The kernel tells nobody; asking it again is the only way.
        }
    }
}
