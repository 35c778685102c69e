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
    await using var hub = HubApplication.Build(options, BrokerConnection.Add);
    await HubApplication.StartAsync(hub, options, CancellationToken.None);
    await HubReadiness.ReportAsync(hub, options, CancellationToken.None);
    await hub.WaitForShutdownAsync();
    return HubExit.After(hub);
}
catch (HubStartException wrong)
{
    return HubExit.CannotStart([wrong.Message]);
}
