using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>The metrics page. Labels are stores, gateways, sensors and reasons: never anything of a person.</summary>
internal sealed class HubMetrics(
    CompletenessLedger ledger, EventWriter writer, IngestQueue queue, AckPublisher acks, BrokerLink link, ArrivalStream stream,
    CustomerCatalog catalog, TimeProvider time)
{
    public string Write()
    {
        var text = new PrometheusText();
        text.Family("hub_info", "gauge", "The hub's version.");
        text.Sample("hub_info", 1, ("version", HubVersion.Text));
        text.Single("hub_broker_connected", "gauge", "1 while the hub is connected to its broker.", link.IsConnected ? 1 : 0);
        text.Single("hub_messages_waiting", "gauge", "Messages that wait for the database.", queue.Count);
        text.Single("hub_messages_refused_total", "counter", "QoS 0 messages for which there was no room.", queue.Refused);
        text.Single("hub_acks_published_total", "counter", "ack/stored messages published.", acks.Published);
        text.Single("hub_stream_watchers", "gauge", "Pages that watch arrivals.", stream.Watchers);
        text.Single("hub_customers", "gauge", "Customers in the directory.", catalog.Directory.Customers);
        lock (ledger.Gate)
        {
            WriteIngest(text);

            // No sample is better than one of a gateway whose numbers are not the disk's.
            if (!ledger.IsStale)
            {
                WriteGateways(text);
            }
        }

        return text.ToString();
    }

    private void WriteIngest(PrometheusText text)
    {
        var counters = writer.Counters;
        text.Single("hub_events_stored_total", "counter", "Events stored since start.", counters.Stored);
        text.Single("hub_events_repeated_total", "counter", "Events that were stored already.", counters.Repeats);
        text.Single("hub_events_unreadable_total", "counter", "Messages put into the quarantine.", counters.Unreadable);
        text.Single("hub_commits_total", "counter", "Transactions.", counters.Commits);
        text.Family("hub_sensing_to_stored_seconds", "histogram", "From the gateway's time stamp to the commit.");
        var below = 0L;
        for (var i = 0; i < IngestCounters.DelayBounds.Length; i++)
        {
            below += counters.Delays[i];
            text.Sample("hub_sensing_to_stored_seconds_bucket", below, ("le", IngestCounters.DelayBounds[i].ToString("R", CultureInfo.InvariantCulture)));
        }

        text.Sample("hub_sensing_to_stored_seconds_bucket", counters.Stored, ("le", "+Inf"));
        text.Sample("hub_sensing_to_stored_seconds_sum", counters.DelaySum);
        text.Sample("hub_sensing_to_stored_seconds_count", counters.Stored);
    }

    private void WriteGateways(PrometheusText text)
    {
        Each(text, "hub_gateway_online", "1 while the gateway's link is up.", gateway => gateway.Online is { } online ? (online ? 1 : 0) : null);
        Each(text, "hub_gateway_last_seen_seconds", "Time since the gateway was heard.", gateway => (time.GetUtcNow() - gateway.LastSeen)?.TotalSeconds);
        Each(text, "hub_gateway_events_missing", "Numbers given by the gateway that are neither stored nor accounted for.",
            gateway => gateway.Epochs.Values.Sum(epoch => epoch.MissingCount));
        Each(text, "hub_gateway_outbox_events", "Events that the gateway says it still holds.", gateway => gateway.Health?.Waiting);
        Each(text, "hub_gateway_outbox_oldest_seconds", "Age of the oldest of them.", gateway => gateway.Health?.OldestSeconds);
        text.Family("hub_gateway_events_dropped", "gauge", "Events that the gateway gave up, by reason.");
        foreach (var gateway in ledger.Gateways)
        {
            var reasons = gateway.Epochs.Values.Where(epoch => epoch.Produced > 0)
                .SelectMany(epoch => epoch.DroppedWithin(new SequenceRange(1, epoch.Produced))).GroupBy(pair => pair.Key, pair => pair.Value);
            foreach (var reason in reasons)
            {
                text.Sample("hub_gateway_events_dropped", reason.Sum(), ("store", gateway.Store), ("gateway", gateway.Name), ("reason", reason.Key));
            }
        }
    }

    private void Each(PrometheusText text, string name, string help, Func<GatewayLedger, double?> value)
    {
        text.Family(name, "gauge", help);
        foreach (var gateway in ledger.Gateways)
        {
            if (value(gateway) is { } known)
            {
                text.Sample(name, known, ("store", gateway.Store), ("gateway", gateway.Name));
            }
        }
    }
}
