using System.Collections.Concurrent;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>
/// What one would write without our outbox: a table with a row per event, one transaction per group, a task per message with a semaphore
/// as window, one DELETE per group. It uses our MQTT client, so it is a generous stand-in for SQLite with another one.
/// </summary>
internal sealed class PlainDrain : IMqttReceiver
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> waiting = new();

    public static async Task<Figure> RunAsync(int port, EventDraft[] drafts, int group, int window, string folder, CancellationToken stopping)
    {
        using var database = PlainSqlite.Open(Path.Combine(folder, "plain.db"));
        var receiver = new PlainDrain();
        await using var client = new MqttClient();
        var answer = await client.ConnectAsync(
            new MqttClientOptions { Server = new Uri($"mqtt://127.0.0.1:{port}"), ClientId = "plain", CleanStart = true, SendMaximum = (ushort)window },
            receiver,
            stopping);
        if (!answer.IsAccepted) throw new InvalidOperationException(answer.Explanation);

        var epoch = Guid.CreateVersion7();
        return await Figure.MeasureAsync(drafts.Length, async () =>
        {
            using var room = new SemaphoreSlim(window);
            for (var at = 0; at < drafts.Length; at += group)
            {
                PlainSqlite.Insert(database, drafts.AsSpan(at, Math.Min(group, drafts.Length - at)), epoch, at + 1);
                var sent = new List<Task>();
                foreach (var (sequence, type, json) in PlainSqlite.Read(database, at))
                {
                    await room.WaitAsync(stopping);
                    sent.Add(receiver.SendAsync(client, sequence, Topics.Event("berlin-1", "gw-1", type), json, room, stopping));
                }

                await Task.WhenAll(sent);
                PlainSqlite.DeleteThrough(database, at + group);
            }
        });
    }

    public void Published(long tag, ReasonCode reason)
    {
        if (waiting.TryRemove(tag, out var sent)) sent.SetResult();
    }

    public ValueTask ReceivedAsync(MqttMessage message) => ValueTask.CompletedTask;

    public void Disconnected(MqttDisconnection why)
    {
    }

    private async Task SendAsync(MqttClient client, long sequence, string topic, byte[] json, SemaphoreSlim room, CancellationToken stopping)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[sequence] = sent;
        await client.PublishAsync(topic, json, QualityOfService.AtLeastOnce, retain: false, sequence, stopping);
        await sent.Task;
        room.Release();
    }
}
