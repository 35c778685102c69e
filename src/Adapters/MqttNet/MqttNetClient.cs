using EdgeGateway.Mqtt;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using IMqttClient = EdgeGateway.Mqtt.IMqttClient;
using MqttClientOptions = EdgeGateway.Mqtt.MqttClientOptions;

namespace EdgeGateway.Adapters.MqttNet;

/// <summary>MQTTnet behind our port. It brings the window that MQTTnet has not, and acknowledges in the broker's order.</summary>
public sealed class MqttNetClient : IMqttClient
{
    private readonly MQTTnet.IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly Lock receiving = new();
    private IMqttReceiver? receiver;
    private SemaphoreSlim window = new(0);
    private Task acknowledged = Task.CompletedTask;

    public MqttNetClient()
    {
        client.ApplicationMessageReceivedAsync += Received;
        client.DisconnectedAsync += Disconnected;
    }

    public bool IsConnected => client.IsConnected;

    public int SendQuota => client.IsConnected ? window.CurrentCount : 0;

    /// <inheritdoc/>
    public async Task<MqttConnection> ConnectAsync(MqttClientOptions options, IMqttReceiver receiver, CancellationToken stopping)
    {
        this.receiver = receiver;
        acknowledged = Task.CompletedTask;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        timeout.CancelAfter(options.ConnectTimeout);
        try
        {
            var answer = await client.ConnectAsync(OptionsMapping.Theirs(options), timeout.Token);
            var receiveMaximum = answer.ReceiveMaximum is > 0 and var maximum ? maximum : ushort.MaxValue;
            window = new SemaphoreSlim(Math.Min(options.SendMaximum, receiveMaximum));
            return new MqttConnection(
                (ReasonCode)answer.ResultCode,
                answer.ResultCode == MqttClientConnectResultCode.Success ? "" : $"The broker {options.Server} refused: {answer.ResultCode} {answer.ReasonString}".TrimEnd(),
                answer.IsSessionPresent,
                receiveMaximum,
                answer.MaximumPacketSize is > 0 and var bytes ? bytes : null,
                answer.ServerKeepAlive > 0 ? TimeSpan.FromSeconds(answer.ServerKeepAlive) : options.KeepAlive,
                string.IsNullOrEmpty(answer.AssignedClientIdentifier) ? null : answer.AssignedClientIdentifier,
                string.IsNullOrEmpty(answer.ServerReference) ? null : answer.ServerReference);
        }
        catch (Exception wrong) when (!stopping.IsCancellationRequested && wrong is not InvalidOperationException)
        {
            return new MqttConnection(ReasonCode.ServerUnavailable, $"No answer from {options.Server}: {(wrong.InnerException ?? wrong).Message}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, QualityOfService qos, bool retain, long tag, CancellationToken stopping)
    {
        var room = qos == QualityOfService.AtMostOnce ? null : window;
        if (room is not null)
        {
            await room.WaitAsync(stopping);
        }

        Task<MqttClientPublishResult> published;
        try
        {
            var message = new MqttApplicationMessage { Topic = topic, QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos, Retain = retain };
            message.PayloadSegment = payload.ToArray(); // the caller reuses its buffer
            published = client.PublishAsync(message, CancellationToken.None);
        }
        catch (Exception gone) when (gone is MQTTnet.Exceptions.MqttClientNotConnectedException or ObjectDisposedException)
        {
            room?.Release();
            throw new MqttException(ReasonCode.UnspecifiedError, $"Cannot publish to {topic}: the connection is gone; connect again.", gone);
        }

        if (room is null)
        {
            await published;
        }
        else
        {
            _ = ReportAsync(published, room, tag);
        }
    }

    /// <inheritdoc/>
    public async Task<ReasonCode> PublishAsync(MqttMessage message, CancellationToken stopping)
    {
        var room = message.Qos == QualityOfService.AtMostOnce ? null : window;
        if (room is not null)
        {
            await room.WaitAsync(stopping);
        }

        try
        {
            return (ReasonCode)(await client.PublishAsync(MessageMapping.Theirs(message), stopping)).ReasonCode;
        }
        catch (Exception gone) when (IsLostConnection(gone))
        {
            throw new MqttException(ReasonCode.UnspecifiedError, $"Cannot publish to {message.Topic}: {gone.Message}", gone);
        }
        finally
        {
            room?.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<ReasonCode> SubscribeAsync(string filter, QualityOfService qos, CancellationToken stopping)
    {
        var wish = new MqttClientSubscribeOptions { TopicFilters = [new MqttTopicFilter { Topic = filter, QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos }] };
        return (ReasonCode)(await client.SubscribeAsync(wish, stopping)).Items.First().ResultCode;
    }

    /// <inheritdoc/>
    public async Task<ReasonCode> UnsubscribeAsync(string filter, CancellationToken stopping)
    {
        var wish = new MqttClientUnsubscribeOptions { TopicFilters = [filter] };
        return (ReasonCode)(await client.UnsubscribeAsync(wish, stopping)).Items.First().ResultCode;
    }

    /// <inheritdoc/>
    public Task DisconnectAsync(bool sendWill, CancellationToken stopping) => client.IsConnected
        ? client.DisconnectAsync(
            new MqttClientDisconnectOptions
            {
                Reason = sendWill ? MqttClientDisconnectOptionsReason.DisconnectWithWillMessage : MqttClientDisconnectOptionsReason.NormalDisconnection,
            },
            stopping)
        : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync(sendWill: false, CancellationToken.None);
        client.Dispose();
    }

    private async Task ReportAsync(Task<MqttClientPublishResult> published, SemaphoreSlim room, long tag)
    {
        try
        {
            var answer = await published;
            lock (receiving)
            {
                receiver?.Published(tag, (ReasonCode)answer.ReasonCode);
            }
        }
        catch (Exception gone) when (IsLostConnection(gone))
        {
            // Not acknowledged: Disconnected gives the message back to its owner.
        }
        finally
        {
            room.Release();
        }
    }

    private Task Received(MqttApplicationMessageReceivedEventArgs arrived)
    {
        arrived.AutoAcknowledge = false;
        Task stored;
        lock (receiving)
        {
            stored = receiver?.ReceivedAsync(MessageMapping.Ours(arrived.ApplicationMessage)).AsTask() ?? Task.CompletedTask;
        }

        // The next message may come meanwhile; the acknowledgements keep the broker's order.
        acknowledged = AcknowledgeAsync(acknowledged, stored, arrived);
        return Task.CompletedTask;
    }

    private static async Task AcknowledgeAsync(Task earlier, Task stored, MqttApplicationMessageReceivedEventArgs arrived)
    {
        await earlier;
        try
        {
            await stored;
            await arrived.AcknowledgeAsync(CancellationToken.None);
        }
        catch (Exception lost) when (IsLostConnection(lost) || stored.IsFaulted)
        {
            // Without acknowledgement the broker sends the message again in the next session.
        }
    }

    private Task Disconnected(MqttClientDisconnectedEventArgs why)
    {
        if (why.ClientWasConnected)
        {
            lock (receiving)
            {
                receiver?.Disconnected(new MqttDisconnection((ReasonCode)why.Reason, why.ReasonString ?? why.Exception?.Message ?? "The connection has ended."));
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsLostConnection(Exception exception) =>
        exception is MQTTnet.Exceptions.MqttCommunicationException or OperationCanceledException or ObjectDisposedException or IOException;
}
