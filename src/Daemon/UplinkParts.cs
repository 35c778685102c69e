using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Daemon.Endpoints;
using EdgeGateway.Daemon.Work;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Daemon;

/// <summary>What leaves the store: the pump for the outbox's events, the sender for files of events, the folder these wait in.</summary>
internal sealed record UplinkParts(UplinkPump Pump, ConsignmentSender Sender, ConsignmentFolder Folder)
{
    public static UplinkParts Build(GatewayOptions options, IOutbox outbox, EventStamp stamp, UplinkTimes times, Func<HealthReport> report)
    {
        var pump = new UplinkPump(
            options.Uplink, outbox, () => new MqttClient(), new UplinkReports(GatewayStatus.Version, report), TimeProvider.System, Random.Shared, times);
        var folder = new ConsignmentFolder(options.Outbox, TimeProvider.System);
        var sender = new ConsignmentSender(
            options.Uplink, folder, () => new MqttClient(), GatewayStatus.Version,
            line => EnterAsync(outbox, stamp.Stamp(line)), TimeProvider.System, Random.Shared, times);
        return new UplinkParts(pump, sender, folder);
    }

    public void AddTo(IServiceCollection services) => services.AddSingleton(Pump).AddSingleton(Sender);

    // A line that is only held in memory would be forgotten by a power cut, and what it tells of is settled next.
    private static async Task EnterAsync(IOutbox outbox, EventDraft line)
    {
        if (await outbox.AppendAsync(line, CancellationToken.None) == 0)
        {
            throw new IOException($"the drop ledger cannot be written: {outbox.Status.Problem}");
        }
    }
}
