using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Ingest;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EdgeGateway.Hub;

/// <summary>Says in one line that the hub is ready and where, with the ports that the system chose.</summary>
internal static partial class HubReadiness
{
    private static readonly TimeSpan OwnBrokerMax = TimeSpan.FromSeconds(10);

    public static async Task ReportAsync(WebApplication hub, HubOptions options, CancellationToken stopping)
    {
        if (options.Broker.IsEmbedded)
        {
            // The hub's own broker is there within milliseconds; an external one may take its time, and the pages work without it.
            await hub.Services.GetRequiredService<BrokerLink>().FirstConnected.WaitAsync(OwnBrokerMax, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var (log, broker) = (hub.Services.GetRequiredService<ILoggerFactory>().CreateLogger("EdgeGateway.Hub"), hub.Services.GetRequiredService<BrokerAccess>());
        var (pages, name, data) = (AddressOf(hub), broker.Name(), Path.GetFullPath(options.DataFolder));
        LogReady(log, HubVersion.Text, pages, name, data);
    }

    /// <summary>Where the pages are.</summary>
    public static string AddressOf(WebApplication hub) =>
        hub.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    [LoggerMessage(Level = LogLevel.Information, Message = "profile-hub {Version} is ready: pages on {Pages}, broker {Broker}, data in {Data}.")]
    private static partial void LogReady(ILogger log, string version, string pages, string broker, string data);
}
