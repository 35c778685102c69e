using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

/// <summary>A client that notes what it is sent.</summary>
internal sealed class FakeSink : IPacketSink
{
    public int ReceiveMaximum { get; set; } = 10;

    public bool HasRoom { get; set; } = true;

    public int BytesMax { get; set; } = int.MaxValue;

    public List<(ushort Id, string Payload, bool Repeated)> Sent { get; } = [];

    public List<ushort> Released { get; } = [];

    public CloseCause? Closed { get; private set; }

    public bool Publish(in Outgoing message, ushort id, bool isRepeated, TimeSpan now)
    {
        if (message.Message.Payload.Length > BytesMax)
        {
            return false;
        }

        Sent.Add((id, System.Text.Encoding.UTF8.GetString(message.Message.Payload.Span), isRepeated));
        return true;
    }

    public void Release(ushort id) => Released.Add(id);

    public void Close(CloseCause cause, ReasonCode reason) => Closed = cause;
}
