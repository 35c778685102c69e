using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Hub.Ingest;

/// <summary>Publishes what is due, and rests after each round so that a flood of commits makes a trickle of acknowledgements.</summary>
internal sealed class AckPublisher(AckBoard board, IngestOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _published;

    public long Published => Interlocked.Read(ref _published);

    /// <summary>The client lets one task publish at a time: held while somebody does, given back by disposing.</summary>
    public async Task<IDisposable> TurnAsync(CancellationToken stopping)
    {
        await _turn.WaitAsync(stopping);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Runs until the connection or the hub ends.</summary>
    public async Task RunAsync(IMqttClient client, CancellationToken stopping)
    {
        while (true)
        {
            var due = await board.TakeAsync(stopping);
            var sent = 0;
            try
            {
                using var turn = await TurnAsync(stopping);
                foreach (var ack in due)
                {
                    await client.PublishAsync(
                        Topics.StoredAck(ack.Store, ack.Gateway), JsonSerializer.SerializeToUtf8Bytes(ack.Stored, EventJsonContext.Default.StoredAck),
                        QualityOfService.AtLeastOnce, ack.Retain, 0, stopping);
                    sent++;
                    Interlocked.Increment(ref _published);
                }
            }
            finally
            {
                board.Return(due.Skip(sent));
            }

            await Task.Delay(options.AckInterval, time, stopping);
        }
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
