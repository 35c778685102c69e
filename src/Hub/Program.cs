using EdgeGateway.Hub;
using EdgeGateway.Hub.Configuration;

var arguments = HubArguments.Read(args);
if (arguments.Asked is { } asked)
{
    Console.WriteLine(asked);
    return HubExit.AsAsked;
}

var (options, problems) = arguments.Problem is { } problem ? (new HubOptions(), [problem]) : HubSettings.Read(arguments);
if (problems.Count > 0)
{
    return HubExit.CannotStart(problems);
}

try
{
    // Disposed only when it has run: what could not start ends with the process.
    var hub = HubApplication.Build(options, BrokerConnection.Add);
    await HubApplication.StartAsync(hub, options, CancellationToken.None);
    await HubReadiness.ReportAsync(hub, options, CancellationToken.None);
    await hub.WaitForShutdownAsync();
    var exitCode = HubExit.After(hub);
    await hub.DisposeAsync();
    return exitCode;
}
catch (OperationCanceledException)
{
    // Asked to end while it started.
    return HubExit.AsAsked;
}
catch (HubStartException wrong)
{
    return HubExit.CannotStart([wrong.Message]);
}
