namespace EdgeGateway.Mqtt.Listener;

internal sealed partial class ClientTransport
{
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? roomWanted;
    private bool isSending;

    /// <summary>
    /// Sends what has gathered, again and again until nothing has. The first write runs on the thread that just left the broker: as long
    /// as the client reads, no other thread has to wake up.
    /// </summary>
    public void StartSending() => _ = SendAsync(); // Its end is told by the task "finished", its faults by Finish.

    private void WantSending()
    {
        if (!isSending)
        {
            isSending = true;
            gate.StartLater(this);
        }
    }

    private async Task SendAsync()
    {
        try
        {
            bool isLast;
            while (TakeOutput(out isLast) is { IsEmpty: false } bytes)
            {
                await stream.WriteAsync(bytes, sending.Token);
                await stream.FlushAsync(sending.Token);
            }

            if (isLast)
            {
                Finish();
            }
        }
        catch (Exception)
        {
            // Whatever the stream says: this client can no longer be reached.
            Finish();
        }
    }

    /// <summary>Nothing when there is nothing to send; then a later <see cref="WantSending"/> starts again, unless it is the last.</summary>
    private ReadOnlyMemory<byte> TakeOutput(out bool isLast)
    {
        using (gate.Enter())
        {
            var bytes = connection.Output.Take();
            connection.Refill(gate.Now);
            bytes = bytes.IsEmpty ? connection.Output.Take() : bytes;
            gate.Broker.Counters.BytesOut += bytes.Length;
            if (connection.Output.Count < gate.Limits.OutboundBytesMax)
            {
                roomWanted?.TrySetResult();
                roomWanted = null;
            }

            isLast = bytes.IsEmpty && connection.Closing is not null;
            isSending = !bytes.IsEmpty || isLast;
            return bytes;
        }
    }

    private void Finish()
    {
        Cut();
        finished.TrySetResult();
    }

    /// <summary>A client that sends and does not read our answers is not read from either.</summary>
    private Task RoomToAnswerAsync()
    {
        using (gate.Enter())
        {
            if (connection.Output.Count < gate.Limits.OutboundBytesMax || !isSending)
            {
                return Task.CompletedTask;
            }

            roomWanted ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return roomWanted.Task.WaitAsync(reading.Token);
        }
    }

    private async Task FinishSendingAsync()
    {
        try
        {
            await finished.Task.WaitAsync(Farewell, gate.Time);
        }
        catch (TimeoutException)
        {
            Cut();
        }

        await stream.DisposeAsync();
        await finished.Task;
    }
}
