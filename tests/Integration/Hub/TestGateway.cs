using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>
/// Does what a gateway promises, and no more: numbers its events, keeps each until the hub's <c>ack/stored</c> covers it, and sends
/// again what is not covered.
/// </summary>
internal sealed class TestGateway(string name, string store) : IMqttReceiver, IAsyncDisposable
{
    public static readonly Guid Epoch = Guid.Parse("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");

    private readonly MqttClient _client = new();
    private readonly List<byte[]> _events = [];
    private readonly List<string> _types = [];
    private long _acknowledged;
    private long _gone;

    /// <summary>What the hub has promised so far.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public long Produced => _events.Count;

    public static async Task<TestGateway> ConnectAsync(int port, string name = "gw-1", string store = "berlin-1")
    {
        var gateway = new TestGateway(name, store);
        var answer = await gateway._client.ConnectAsync(
            new MqttClientOptions { Server = new Uri($"mqtt://127.0.0.1:{port}"), ClientId = $"{store}-{name}" }, gateway, CancellationToken.None);
        Assert.True(answer.IsAccepted, answer.Explanation);
        await gateway._client.SubscribeAsync(Topics.StoredAck(store, name), QualityOfService.AtLeastOnce, CancellationToken.None);
        return gateway;
    }

    /// <summary>Gives an event its number and sends it.</summary>
    /// <param name="ago">Of its time.</param>
    public async Task HappensAsync(EventData data, TimeSpan ago = default)
    {
        Forget(data, ago);
        await SendAsync(_events.Count);
    }

    /// <summary>Gives an event its number and does not send it.</summary>
    public void Forget(EventData data, TimeSpan ago = default)
    {
        _events.Add(EventJson.Write(
            new EventDraft
            {
                Id = Guid.CreateVersion7(),
                Source = $"/stores/{store}/gateways/{name}",
                Subject = "any",
                Time = DateTimeOffset.UtcNow - ago,
                BootId = Epoch,
                SinceBoot = TimeSpan.FromSeconds(_events.Count),
                Clock = ClockQuality.Synchronised,
                Data = data,
            },
            Epoch, _events.Count + 1));
        _types.Add(data.Type);
    }

    /// <summary>Says that it is there, and answers the hub's requests: what was asked for goes again, but one number is gone.</summary>
    public async Task AnswerRequestsAsync(long gone)
    {
        _gone = gone;
        await _client.SubscribeAsync(Topics.Command(store, name, ResendRequest.Command), QualityOfService.AtLeastOnce, CancellationToken.None);
        await _client.PublishAsync(
            Topics.Link(store, name), JsonSerializer.SerializeToUtf8Bytes(new LinkState(true, Epoch, 1, "test"), EventJsonContext.Default.LinkState),
            QualityOfService.AtLeastOnce, retain: true, 0, CancellationToken.None);
    }

    /// <summary>Sends again what is not covered, as after a reconnect.</summary>
    public async Task SendAgainAsync()
    {
        for (var number = Acknowledged + 1; number <= Produced; number++)
        {
            await SendAsync((int)number);
        }
    }

    /// <summary>Sends again until the hub has promised everything.</summary>
    public async Task UntilAcknowledgedAsync(TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        while (Acknowledged < Produced)
        {
            var before = Acknowledged;
            await Task.Delay(500, late.Token); // The promise comes over the network; nobody else tells when.
            if (Acknowledged == before)
            {
                await SendAgainAsync();
            }
        }
    }

    public void Published(long tag, ReasonCode reason)
    {
    }

    public ValueTask ReceivedAsync(MqttMessage message)
    {
        if (message.ResponseTopic is { } answerTo)
        {
            _ = AnswerAsync(JsonSerializer.Deserialize(message.Payload.Span, EventJsonContext.Default.ResendRequest)!, answerTo);
            return default;
        }

        var ack = JsonSerializer.Deserialize(message.Payload.Span, EventJsonContext.Default.StoredAck)!;
        Assert.Equal(Epoch, ack.Epoch);
        Interlocked.Exchange(ref _acknowledged, ack.Sequence);
        return default;
    }

    public void Disconnected(MqttDisconnection why)
    {
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task AnswerAsync(ResendRequest request, string answerTo)
    {
        Assert.Equal((Epoch, ""), (request.Epoch, request.Problem()));
        var numbers = request.Ranges.SelectMany(range => Enumerable.Range((int)range.First, (int)range.Count)).ToArray();
        var answer = new ResendAnswer(
            Epoch, [.. numbers.Where(number => number != _gone).Select(number => new SequenceRange(number, number))],
            [new GoneRange(_gone, _gone, GoneRange.Acknowledged)], "");
        await _client.PublishAsync(
            answerTo, JsonSerializer.SerializeToUtf8Bytes(answer, EventJsonContext.Default.ResendAnswer), QualityOfService.AtLeastOnce, retain: false, 0,
            CancellationToken.None);
        foreach (var number in numbers.Where(number => number != _gone))
        {
            await SendAsync(number);
        }
    }

    private ValueTask SendAsync(int number) =>
        _client.PublishAsync(
            Topics.Event(store, name, _types[number - 1]), _events[number - 1], QualityOfService.AtLeastOnce, retain: false, number, CancellationToken.None);
}
