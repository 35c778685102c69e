using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// A broker like mosquitto: it acknowledges before anything is durable, keeps a limited queue for a hub that is away and silently drops
/// the rest, and forgets everything when it is killed.
/// </summary>
internal sealed class SimulatedBroker
{
    private readonly Queue<ReadOnlyMemory<byte>> forHub = new();

    public bool IsUp { get; private set; } = true;

    public bool HubHasSession { get; private set; }

    public bool GatewayHasSession { get; set; }

    public bool HubIsConnected { get; private set; }

    public int QueueMax { get; init; } = int.MaxValue;

    public int SilentlyDropped { get; private set; }

    public int Waiting => forHub.Count;

    public ReasonCode Publish(ReadOnlyMemory<byte> json)
    {
        if (!HubHasSession)
        {
            return ReasonCode.NoMatchingSubscribers;
        }

        if (!HubIsConnected && forHub.Count >= QueueMax)
        {
            SilentlyDropped++;
            return ReasonCode.Success;
        }

        forHub.Enqueue(json);
        return ReasonCode.Success;
    }

    public bool TryTake(out ReadOnlyMemory<byte> json) => forHub.TryDequeue(out json);

    /// <summary>A hub that crashed had these and did not acknowledge them: they come again, first.</summary>
    public void GiveBack(IEnumerable<ReadOnlyMemory<byte>> unacknowledged)
    {
        var rest = forHub.ToArray();
        forHub.Clear();
        foreach (var json in unacknowledged.Concat(rest))
        {
            forHub.Enqueue(json);
        }
    }

    public void ConnectHub() => (HubHasSession, HubIsConnected) = (IsUp, IsUp);

    public void DisconnectHub() => HubIsConnected = false;

    public void Kill()
    {
        (IsUp, HubIsConnected, HubHasSession, GatewayHasSession) = (false, false, false, false);
        forHub.Clear();
    }

    public void Start() => IsUp = true;
}
