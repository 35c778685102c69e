using System.Text;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>SUBSCRIBE and UNSUBSCRIBE, which have packet identifiers of their own and so never wait for the window.</summary>
internal sealed partial class Connection
{
    private const int RequestsMax = 16;

    private readonly TaskCompletionSource<ReasonCode>?[] _requests = new TaskCompletionSource<ReasonCode>?[RequestsMax];
    private readonly SemaphoreSlim _requestSlots = new(RequestsMax);

    public async Task<ReasonCode> Subscribe(string filter, QualityOfService qos, CancellationToken stopping)
    {
        var bytes = Encoding.UTF8.GetBytes(filter);
        var line = new byte[PacketWriter.LengthOf(bytes) + 1];
        new Subscription(bytes, new SubscriptionOptions(qos)).Write(line);
        return await Request(id =>
        {
            var packet = new SubscribePacket { PacketId = id, Subscriptions = line };
            _send.Add(packet, packet.Length(ProtocolVersion.V5));
        }, stopping);
    }

    public async Task<ReasonCode> Unsubscribe(string filter, CancellationToken stopping)
    {
        var bytes = Encoding.UTF8.GetBytes(filter);
        var line = new byte[PacketWriter.LengthOf(bytes)];
        new PacketWriter(line).WriteBinary(bytes);
        return await Request(id =>
        {
            var packet = new UnsubscribePacket { PacketId = id, Filters = line };
            _send.Add(packet, packet.Length(ProtocolVersion.V5));
        }, stopping);
    }

    private async Task<ReasonCode> Request(Action<ushort> add, CancellationToken stopping)
    {
        await _requestSlots.WaitAsync(stopping);
        try
        {
            var answer = new TaskCompletionSource<ReasonCode>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                if (!_isOpen) throw Gone();

                // A request that was given up keeps its identifier until the broker has answered it.
                var slot = Array.IndexOf(_requests, null);
                if (slot < 0) throw new MqttException(ReasonCode.QuotaExceeded, $"The broker has not answered the last {RequestsMax} requests.");

                _requests[slot] = answer;
                add((ushort)(InFlightTable.ControlIdFirst + slot));
                SendSoon(isFirst: true);
            }

            return await answer.Task.WaitAsync(stopping);
        }
        finally
        {
            _requestSlots.Release();
        }
    }

    private Fault HandleAnswer(PacketType type, ReadOnlySpan<byte> body)
    {
        if (!SubackPacket.TryRead(type, body, ProtocolVersion.V5, out var packet, out var fault)) return fault;

        TaskCompletionSource<ReasonCode>? answer;
        lock (_gate)
        {
            var slot = packet.PacketId - InFlightTable.ControlIdFirst;
            if (slot < 0 || _requests[slot] is null) return Fault.Protocol("The broker answered a request that we did not make.");

            answer = _requests[slot];
            _requests[slot] = null;
        }

        answer!.TrySetResult((ReasonCode)packet.Codes[0]);
        return Fault.None;
    }
}
