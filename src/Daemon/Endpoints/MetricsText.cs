using System.Globalization;
using System.Text;
using EdgeGateway.Control;
using EdgeGateway.Events;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>Prometheus text format 0.0.4: base units, and never an identifier of a person as a label.</summary>
internal static class MetricsText
{
    public static string Write(StatusAnswer status, DoorsAnswer doors)
    {
        var text = new StringBuilder(4096);
        Gauge("edgegateway_info", "The software and where it stands.", 1, $"version=\"{status.Version}\",store=\"{status.Store}\",gateway=\"{status.Gateway}\"");
        Gauge("edgegateway_healthy", "1 while the gateway senses and stores.", status.Healthy ? 1 : 0);
        Gauge("edgegateway_uptime_seconds", "Time since the daemon started.", status.UptimeSeconds);
        Gauge("edgegateway_clock_synchronised", "1 once NTP has synchronised the clock.", status.Clock == ClockQuality.Synchronised ? 1 : 0);
        Counter("edgegateway_events_accepted_total", "Events made durable.", status.EventsAccepted);
        Counter("edgegateway_advertisements_dropped_total", "Enrolled advertisements that found the queue full.", status.SightingsDropped);
        Head("edgegateway_outbox_events", "gauge", "Events that wait for the hub.");
        Line("edgegateway_outbox_events", status.Outbox.WaitingVisits, "lane=\"visit\"");
        Line("edgegateway_outbox_events", status.Outbox.WaitingTraffic, "lane=\"traffic\"");
        Line("edgegateway_outbox_events", status.Outbox.WaitingHealth, "lane=\"health\"");
        Gauge("edgegateway_outbox_bytes", "The outbox's size on disk.", status.Outbox.Bytes);
        Gauge("edgegateway_outbox_oldest_seconds", "Age of the oldest waiting event.", status.Outbox.OldestSeconds);
        Gauge("edgegateway_outbox_trouble", "1 while the disk does not take events.", status.Outbox.Trouble.Length > 0 ? 1 : 0);
        Gauge("edgegateway_outbox_held_events", "Events in memory because the disk does not take them.", status.Outbox.Held);
        Gauge("edgegateway_outbox_waiting_files", "Imports and files given up whose events the hub does not have yet.", status.Outbox.FilesWaiting);
        Head("edgegateway_outbox_dropped_total", "counter", "Events removed before the hub had them.");
        foreach (var (reason, count) in status.Outbox.Dropped)
        {
            Line("edgegateway_outbox_dropped_total", count, $"reason=\"{reason}\"");
        }

        Gauge("edgegateway_uplink_connected", "1 while the broker is connected.", status.Uplink.Connected ? 1 : 0);
        Counter("edgegateway_uplink_sent_total", "Events published.", status.Uplink.Sent);
        Counter("edgegateway_uplink_acknowledged_total", "Events that the broker acknowledged.", status.Uplink.Delivered);
        Sensors(status);
        Gauge("edgegateway_doors_drift", "1 while in and out are further apart than chance explains.", doors.Drift.Length > 0 ? 1 : 0);
        Gauge("edgegateway_occupancy_estimate", "Customers inside: in minus out since the store was empty.", doors.Occupancy);
        return text.ToString();

        void Sensors(StatusAnswer answer)
        {
            Head("edgegateway_sensor_working", "gauge", "1 while the sensor works.");
            foreach (var sensor in answer.Sensors)
            {
                Line("edgegateway_sensor_working", sensor.Condition == SensorCondition.Working ? 1 : 0, Label(sensor));
            }

            Head("edgegateway_sensor_signals_total", "counter", "Signals since start.");
            foreach (var sensor in answer.Sensors)
            {
                Line("edgegateway_sensor_signals_total", sensor.Signals, Label(sensor));
            }

            Head("edgegateway_sensor_last_signal_seconds", "gauge", "Age of the last sign of life.");
            foreach (var sensor in answer.Sensors.Where(sensor => sensor.LastSignalSeconds is not null))
            {
                Line("edgegateway_sensor_last_signal_seconds", sensor.LastSignalSeconds!.Value, Label(sensor));
            }

            Head("edgegateway_sensor_packets_lost_total", "counter", "Packets that the kernel threw away because nobody read them in time.");
            foreach (var sensor in answer.Sensors.Where(sensor => sensor.PacketsLost is not null))
            {
                Line("edgegateway_sensor_packets_lost_total", sensor.PacketsLost!.Value, Label(sensor));
            }

            Head("edgegateway_sensor_addresses_near", "gauge", "Radio addresses heard in the last whole minute.");
            foreach (var sensor in answer.Sensors.Where(sensor => sensor.AddressesNear is not null))
            {
                Line("edgegateway_sensor_addresses_near", sensor.AddressesNear!.Value, Label(sensor));
            }
        }

        void Gauge(string name, string help, double value, string labels = "")
        {
            Head(name, "gauge", help);
            Line(name, value, labels);
        }

        void Counter(string name, string help, double value)
        {
            Head(name, "counter", help);
            Line(name, value, "");
        }

        void Head(string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

        void Line(string name, double value, string labels) =>
            text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {value}\n");
    }

    /// <summary>A label's value: a technician's name for a sensor may hold a quotation mark, which would end it.</summary>
    internal static string Escaped(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Label(SensorHealth sensor) => $"sensor=\"{Escaped(sensor.Sensor)}\",family=\"{Escaped(sensor.Family)}\"";
}
