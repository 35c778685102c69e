using System.Buffers;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>One client's stream: a loop that reads, and one that sends while there is something to send.</summary>
internal sealed partial class ClientTransport : IDisposable
{
    private const int ReadBytesAtFirst = 4 * 1024;
    private const int ReadBytesAtOnce = 64 * 1024;

    /// <summary>How long a last packet may take to go out before the stream is cut.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>How often a publisher looks whether a lagging subscriber has caught up; half its queue is left to be sent meanwhile.</summary>
    private static readonly TimeSpan HeldUpFor = TimeSpan.FromMilliseconds(5);

    private readonly BrokerGate gate;
    private readonly Stream stream;
    private readonly ClientConnection connection;
    private readonly CancellationTokenSource reading;
    private readonly CancellationTokenSource sending = new();
    private byte[] input = ArrayPool<byte>.Shared.Rent(ReadBytesAtFirst);
    private int filled;

    public ClientTransport(BrokerGate gate, Stream stream, CancellationToken stopping)
    {
        (this.gate, this.stream) = (gate, stream);
        reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        connection = new ClientConnection(gate.Broker, gate.Limits, _ => WantSending(), gate.Now);
    }

    /// <summary>Serves the client until it goes or is sent away. Faults of this stream end here.</summary>
    public async Task RunAsync(Authenticator authenticator)
    {
        try
        {
            await ReadAsync(authenticator);
        }
        catch (Exception gone) when (IsStreamGone(gone))
        {
            // Counted as ConnectionLost below, unless somebody closed it for a better reason.
        }
        catch (Exception)
        {
            Close(CloseCause.Fault, ReasonCode.UnspecifiedError);
            throw;
        }
        finally
        {
            Detach();
            await FinishSendingAsync();
        }
    }

    /// <summary>In a turn: ends the connection.</summary>
    public void CloseInTurn(CloseCause cause, ReasonCode reason) => connection.Close(cause, reason);

    /// <summary>In a turn, once a second; false when the client does not even take its last packet and is to be cut off.</summary>
    public bool Advance(TimeSpan now)
    {
        connection.Advance(now);
        return !(now - connection.ClosingSince > Farewell);
    }

    /// <summary>Breaks off reading and sending. Not in a turn: what waited for the stream goes on at once.</summary>
    public void Cut()
    {
        try
        {
            sending.Cancel();
            reading.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The client has gone meanwhile, which is what was wanted.
        }
    }

    public void Dispose()
    {
        reading.Dispose();
        sending.Dispose();
        connection.Output.Release();
        ArrayPool<byte>.Shared.Return(input);
        input = [];
    }

    private static bool IsStreamGone(Exception exception) =>
        exception is IOException or OperationCanceledException or ObjectDisposedException or System.Net.WebSockets.WebSocketException;

    private async Task ReadAsync(Authenticator authenticator)
    {
        while (true)
        {
            var read = await stream.ReadAsync(input.AsMemory(filled), reading.Token);
            if (read == 0)
            {
                return;
            }

            filled += read;
            Receive();
            while (await IsDelayedAsync(authenticator))
            {
                Receive();
            }

            if (connection.Closing is not null)
            {
                return;
            }

            MakeRoom();
            await RoomToAnswerAsync();
        }
    }

    /// <summary>True when packets were left unread until something was done, and that is done now.</summary>
    private async ValueTask<bool> IsDelayedAsync(Authenticator authenticator)
    {
        if (connection.Waiting is { } request)
        {
            await AuthenticateAsync(authenticator, request);
            return true;
        }

        var wasHeldUp = IsHeldUp();
        while (IsHeldUp())
        {
            await Task.Delay(HeldUpFor, gate.Time, reading.Token);
        }

        return wasHeldUp;
    }

    private bool IsHeldUp()
    {
        using (gate.Enter())
        {
            return connection.IsHeldUp;
        }
    }

    private void Receive()
    {
        int used;
        using (gate.Enter())
        {
            used = connection.Receive(input.AsSpan(0, filled), gate.Now);
        }

        filled -= used;
        if (used > 0 && filled > 0)
        {
            input.AsSpan(used, filled).CopyTo(input);
        }
    }

    private async Task AuthenticateAsync(Authenticator authenticator, ConnectRequest request)
    {
        var (rights, reason) = await authenticator.CheckAsync(request, reading.Token);
        using (gate.Enter())
        {
            if (rights is null)
            {
                connection.Refuse(reason);
            }
            else
            {
                connection.Accept(rights, gate.Now);
            }
        }
    }

    /// <summary>Grows with the bytes that have come, not with the length that a packet claims.</summary>
    private void MakeRoom()
    {
        var isFull = filled == input.Length;
        var isOversized = filled == 0 && input.Length > ReadBytesAtOnce;
        if (!isFull && !isOversized)
        {
            return;
        }

        var other = ArrayPool<byte>.Shared.Rent(isFull ? input.Length * 2 : ReadBytesAtFirst);
        input.AsSpan(0, filled).CopyTo(other);
        ArrayPool<byte>.Shared.Return(input);
        input = other;
    }

    private void Close(CloseCause cause, ReasonCode reason)
    {
        using (gate.Enter())
        {
            connection.Close(cause, reason);
        }
    }

    private void Detach()
    {
        using (gate.Enter())
        {
            connection.Detach(gate.Now);
            gate.Transports.Remove(this);
        }
    }
}
