using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>Our client through its port, as the uplink uses it.</summary>
internal sealed class OurPublisher(int count) : IMqttReceiver
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _published;

    public static Task<PublishRun> RunAsync(PublishWork work, CancellationToken stopping) =>
        RunAsync(work, _ => (PublishWork.Topic, PublishWork.Payload), stopping);

    /// <param name="message">The message of each number.</param>
    public static async Task<PublishRun> RunAsync(PublishWork work, Func<int, (string Topic, byte[] Payload)> message, CancellationToken stopping)
    {
        var receiver = new OurPublisher(work.Count);
        await using var client = new MqttClient();
        var answer = await client.ConnectAsync(
            new MqttClientOptions
            {
                Server = new Uri($"mqtt://127.0.0.1:{work.Port}"),
                ClientId = "ours",
                CleanStart = true,
                SessionExpiry = TimeSpan.Zero,
                SendMaximum = (ushort)work.Window,
            },
            receiver,
            stopping);
        if (!answer.IsAccepted) throw new InvalidOperationException(answer.Explanation);

        return await work.MeasureAsync(async () =>
        {
            for (var tag = 0; tag < work.Count; tag++)
            {
                var (topic, payload) = message(tag);
                await client.PublishAsync(topic, payload, QualityOfService.AtLeastOnce, retain: false, tag, stopping);
            }

            await receiver._all.Task.WaitAsync(stopping);
        });
    }

    public void Published(long tag, ReasonCode reason)
    {
        if (++_published == count) _all.SetResult();
    }

    public ValueTask ReceivedAsync(MqttMessage message) => ValueTask.CompletedTask;

    public void Disconnected(MqttDisconnection why) => _all.TrySetException(new InvalidOperationException(why.Explanation));
}
