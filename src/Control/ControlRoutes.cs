namespace EdgeGateway.Control;

/// <summary>The paths edgectl asks for. Plain HTTP on a Unix socket, so <c>curl --unix-socket</c> works too.</summary>
public static class ControlRoutes
{
    /// <summary>Where the daemon listens when nothing else is configured (systemd's RuntimeDirectory).</summary>
    public const string DefaultSocket = "/run/edge-gateway/control.sock";

    /// <summary>Names another socket for edgectl.</summary>
    public const string SocketVariable = "EDGEGATEWAY_SOCKET";

    public const string Status = "/v1/status";
    public const string Sensors = "/v1/sensors";
    public const string Outbox = "/v1/outbox";

    /// <summary>What waits, as an export; <c>?lane=visit&amp;from=1&amp;to=9</c> for a part of it.</summary>
    public const string OutboxExport = "/v1/outbox/export";

    /// <summary>An export is posted here; its events go to the hub under their own numbers.</summary>
    public const string OutboxImport = "/v1/outbox/import";

    /// <summary>Events as they are accepted, one JSON document a line, until the caller goes away.</summary>
    public const string Watch = "/v1/watch";

    /// <summary>Today's sums of each door, who watches it, and what is wrong with the counts.</summary>
    public const string Doors = "/v1/doors";

    /// <summary>A door sensor's raw signals as they come, a line each (src/Sensing/Doors/README.md, Recordings); <c>?sensor=</c> or <c>?door=</c>.</summary>
    public const string DoorsRecord = "/v1/doors/record";

    /// <summary>Prometheus text format.</summary>
    public const string Metrics = "/metrics";

    /// <summary>200 while the gateway does its work, 503 with a sentence while it is blind or cannot store.</summary>
    public const string Health = "/health";
}
