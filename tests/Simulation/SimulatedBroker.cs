using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// A broker like mosquitto: it acknowledges before anything is durable, keeps a limited queue for a hub that is away and silently drops
/// the rest, and forgets everything when it is killed.
/// </summary>
internal sealed class SimulatedBroker(PrivacyWatch watch)
{
    private readonly List<(string Topic, ReadOnlyMemory<byte> Payload)> forHub = [];

    public bool IsUp { get; private set; } = true;

    public bool HubHasSession { get; private set; }

    public bool GatewayHasSession { get; set; }

    public bool HubIsConnected { get; private set; }

    public int QueueMax { get; init; } = int.MaxValue;

    public int SilentlyDropped { get; private set; }

    public int Waiting => forHub.Count;

    public ReasonCode Publish(string topic, ReadOnlyMemory<byte> payload)
    {
        watch.Look(topic, payload.Span);
        if (!HubHasSession)
        {
            return ReasonCode.NoMatchingSubscribers;
        }

        if (!HubIsConnected && forHub.Count >= QueueMax)
        {
            SilentlyDropped++;
            return ReasonCode.Success;
        }

        forHub.Add((topic, payload));
        return ReasonCode.Success;
    }

    /// <summary>One message for the hub; with <paramref name="reorder"/> any of those that wait, as several connections of a cluster would deliver them.</summary>
    public bool TryTake(Random random, bool reorder, out (string Topic, ReadOnlyMemory<byte> Payload) message)
    {
        message = default;
        if (forHub.Count == 0)
        {
            return false;
        }

        var at = reorder ? random.Next(Math.Min(forHub.Count, 20)) : 0;
        message = forHub[at];
        forHub.RemoveAt(at);
        return true;
    }

    /// <summary>A hub that crashed had these and did not acknowledge them: they come again, first.</summary>
    public void GiveBack(IReadOnlyList<(string Topic, ReadOnlyMemory<byte> Payload)> unacknowledged) => forHub.InsertRange(0, unacknowledged);

    public void ConnectHub() => (HubHasSession, HubIsConnected) = (IsUp, IsUp);

    public void DisconnectHub() => HubIsConnected = false;

    /// <summary>The hub's session has expired, or an operator has cleared it.</summary>
    public void ForgetHub()
    {
        (HubHasSession, HubIsConnected) = (false, false);
        forHub.Clear();
    }

    public void Kill()
    {
        (IsUp, HubIsConnected, HubHasSession, GatewayHasSession) = (false, false, false, false);
        forHub.Clear();
    }

    public void Start() => IsUp = true;
}
