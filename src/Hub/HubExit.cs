namespace EdgeGateway.Hub;

/// <summary>How the process ends.</summary>
internal static class HubExit
{
    public const int AsAsked = 0;
    public const int ByFault = 1;
    public const int NotStarted = 2;

    /// <summary>Says why the hub cannot start, one sentence a line.</summary>
    public static int CannotStart(IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
        {
            Console.Error.WriteLine($"profile-hub: {reason}");
        }

        return NotStarted;
    }

    /// <summary>A worker that ended with a fault has stopped the host; its exception is in the log.</summary>
    public static int After(WebApplication hub) =>
        hub.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(worker => worker.ExecuteTask is { IsFaulted: true })
            ? ByFault
            : AsAsked;
}
