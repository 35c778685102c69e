using EdgeGateway.Daemon;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Daemon.Work;
using EdgeGateway.Devices;

var line = CommandLine.Parse(args);
if (line.Problem.Length > 0 || line.Help || line.Version || line.Sample)
{
    return Greeting.Print(line);
}

if (line.ExportDatabase is not null)
{
    return await ExportDatabase.RunAsync(line);
}

var configuration = ConfigurationSources.Read(line);
if (line.Check)
{
    return ConfigurationCheck.Print(configuration, line.Json, Console.Out);
}

if (!configuration.IsUsable)
{
    ConfigurationCheck.Print(configuration, line.Json, Console.Error);
    return ExitCodes.Configuration;
}

try
{
    var world = World.Open(line);
    await using var gateway = await Gateway.OpenAsync(configuration.Options, world);
    await gateway.RunAsync();
    return ExitCodes.Success;
}
catch (OperationCanceledException)
{
    // Asked to end while it started.
    return ExitCodes.Success;
}
catch (Exception broken) when (broken is DeviceException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"edge-gateway: {broken.Message}");
    return ExitCodes.Surroundings;
}
