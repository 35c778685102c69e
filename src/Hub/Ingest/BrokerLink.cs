using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Hub.Ingest;

/// <summary>Keeps the hub connected to its broker, subscribed, and publishing acknowledgements.</summary>
internal sealed partial class BrokerLink(
    IMqttClient client, BrokerAccess access, IngestQueue queue, AckBoard board, AckPublisher publisher, IngestOptions options,
    TimeProvider time, ILogger<BrokerLink> log) : BackgroundService, IMqttReceiver
{
    private static readonly TimeSpan GoodbyeMax = TimeSpan.FromSeconds(2);

    private readonly RetryDelay _delay = new(Random.Shared);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _connection;
    private MqttDisconnection? _why;

    /// <summary>Completes with the first subscription.</summary>
    public Task FirstConnected => _first.Task;

    public bool IsConnected { get; private set; }

    /// <summary>Why there is no connection, for the health page; empty while there is one.</summary>
    public string Problem { get; private set; } = "not connected yet";

    public void Published(long tag, ReasonCode reason)
    {
        if (reason >= ReasonCode.UnspecifiedError)
        {
            LogAckRefused(reason);
        }
    }

    /// <summary>Publishes beside the acknowledgements, in turn with them.</summary>
    public async Task<ReasonCode> PublishAsync(MqttMessage message, CancellationToken stopping)
    {
        using var turn = await publisher.TurnAsync(stopping);
        return await client.PublishAsync(message, stopping);
    }

    public ValueTask ReceivedAsync(MqttMessage message) => queue.PutAsync(message);

    public void Disconnected(MqttDisconnection why)
    {
        _why = why;
        Volatile.Read(ref _connection)?.Cancel();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var problem = await ConnectedAsync(stopping);
            IsConnected = false;
            if (stopping.IsCancellationRequested)
            {
                break;
            }

            var wait = _delay.Next();
            Problem = problem;
            LogLost(problem.TrimEnd('.'), wait.TotalSeconds);
            await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One connection from beginning to end; returns why it ended.</summary>
    private async Task<string> ConnectedAsync(CancellationToken stopping)
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Volatile.Write(ref _connection, connection);
        _why = null;
        try
        {
            var answer = await client.ConnectAsync(access.Options(), this, connection.Token);
            if (!answer.IsAccepted)
            {
                return answer.Explanation;
            }

            if (await SubscribeAsync(connection.Token) is { } refused)
            {
                return refused;
            }

            (IsConnected, Problem) = (true, "");
            _delay.Reset();
            _first.TrySetResult();
            var name = access.Name();
            LogConnected(name);
            board.PostAll();
            await publisher.RunAsync(client, connection.Token);
            return "the publisher ended";
        }
        catch (OperationCanceledException) when (connection.IsCancellationRequested)
        {
            return _why?.Explanation ?? "the hub is stopping";
        }
        catch (MqttException gone)
        {
            return _why?.Explanation ?? gone.Message;
        }
        finally
        {
            Volatile.Write(ref _connection, null);
            await LeaveAsync();
        }
    }

    // A stopping hub says good-bye too; the broker then need not wait for the keep-alive to notice.
    private async Task LeaveAsync()
    {
        try
        {
            await client.DisconnectAsync(sendWill: false, CancellationToken.None).WaitAsync(GoodbyeMax, time);
        }
        catch (Exception gone) when (gone is IOException or TimeoutException)
        {
            LogLeft(gone.Message);
        }
    }

    private async Task<string?> SubscribeAsync(CancellationToken stopping)
    {
        var events = options.SharedGroup.Length == 0 ? Topics.AllEvents : $"$share/{options.SharedGroup}/{Topics.AllEvents}";
        foreach (var filter in new[] { events, Topics.AllLinks, Topics.AllHealth, Topics.AllResendAnswers })
        {
            var reason = await client.SubscribeAsync(filter, QualityOfService.AtLeastOnce, stopping);
            if (reason is not (ReasonCode.GrantedQos1 or ReasonCode.GrantedQos2))
            {
                return $"the broker answered {reason} to the subscription {filter}; give the hub's user the right to read it at QoS 1";
            }
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the broker {Broker} and subscribed.")]
    private partial void LogConnected(string broker);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No connection to the broker: {Problem}. The gateways keep their events; next try in {Seconds:0.0} s.")]
    private partial void LogLost(string problem, double seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The connection ended without a good-bye: {Problem}")]
    private partial void LogLeft(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker answered {Reason} to an acknowledgement; give the hub's user the right to publish edge/v1/+/+/ack/stored, or the gateways' outboxes fill.")]
    private partial void LogAckRefused(ReasonCode reason);
}
