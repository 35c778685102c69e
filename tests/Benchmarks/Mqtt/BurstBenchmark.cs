using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>The 40 ms trap: a burst, then a wait for all its acknowledgements. An event gateway does just that.</summary>
internal sealed class BurstBenchmark : IBenchmark, IMqttReceiver
{
    private const double TrapMilliseconds = 40;

    private TaskCompletionSource _all = new();
    private int _missing;

    public string Verb => "mqtt-burst";

    public string Summary => "bursts of QoS 1 and the wait for the last PUBACK: --bursts 500 --sizes 1,2,5,20,100";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        using var mosquitto = await Mosquitto.StartAsync(stopping);
        await using var client = new MqttClient();
        var answer = await client.ConnectAsync(
            new MqttClientOptions { Server = new Uri($"mqtt://127.0.0.1:{mosquitto.Port}"), ClientId = "burst", CleanStart = true }, this, stopping);
        if (!answer.IsAccepted) throw new InvalidOperationException(answer.Explanation);

        Console.WriteLine($"{"burst",6} {"p50 ms",8} {"p99 ms",8} {"max ms",8}");
        var isTrapped = false;
        foreach (var size in options.Numbers("sizes", 1, 2, 5, 20, 100))
        {
            var times = new List<double>();
            for (var burst = 0; burst < options.Number("bursts", 500); burst++) times.Add(await BurstAsync(client, size, stopping));
            times.Sort();
            isTrapped |= times[times.Count * 99 / 100] >= TrapMilliseconds;
            Console.WriteLine($"{size,6} {Text(times[times.Count / 2]),8} {Text(times[times.Count * 99 / 100]),8} {Text(times[^1]),8}");
        }

        Console.WriteLine(isTrapped ? "A burst waits for the delayed acknowledgement of the kernel." : "No burst waits for the kernel's delayed acknowledgement.");
        return isTrapped ? 1 : 0;
    }

    public void Published(long tag, ReasonCode reason)
    {
        if (Interlocked.Decrement(ref _missing) == 0) _all.SetResult();
    }

    public ValueTask ReceivedAsync(MqttMessage message) => ValueTask.CompletedTask;

    public void Disconnected(MqttDisconnection why) => _all.TrySetException(new InvalidOperationException(why.Explanation));

    private async Task<double> BurstAsync(MqttClient client, int size, CancellationToken stopping)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _missing = size;
        var started = Stopwatch.GetTimestamp();
        for (var tag = 0; tag < size; tag++)
            await client.PublishAsync(PublishWork.Topic, PublishWork.Payload, QualityOfService.AtLeastOnce, retain: false, tag, stopping);
        await _all.Task.WaitAsync(stopping);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
