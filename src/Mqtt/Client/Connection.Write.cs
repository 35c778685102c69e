using System.Net.Sockets;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>Sending: what gathers in the buffer goes out with as few calls as possible, and never later than its publisher waits.</summary>
internal sealed partial class Connection
{
    /// <summary>So much may wait for the socket before publishers wait for room.</summary>
    private const int SendBytesMax = 256 * 1024;

    /// <summary>So much is worth a send of its own while more is being added.</summary>
    private const int SendBytesEnough = 64 * 1024;

    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(2);

    private readonly SendBuffer _send = new();
    private readonly AutoResetEvent _wake = new(false);
    private int _readThread;
    private int _writeThread;
    private Thread? _writer;
    private bool _isBlocked;
    private bool _hasSent;
    private bool _isWakened;
    private bool _isLeaving;

    /// <summary>Sends DISCONNECT, lets the broker close, and completes when the owner has been told.</summary>
    public async Task Leave(ReasonCode reason, string explanation)
    {
        lock (_gate)
        {
            if (_isOpen)
            {
                _end ??= new MqttDisconnection(ReasonCode.Success, explanation);
                _isOpen = false;
                _isLeaving = true;
                AddFarewell(reason);
                WakeWriter();
            }
        }

        try
        {
            await _ended.Task.WaitAsync(FarewellPatience, _time);
        }
        catch (TimeoutException)
        {
            _transport?.Close();
            await _ended.Task;
        }
    }

    private void AddFarewell(ReasonCode reason)
    {
        var packet = new DisconnectPacket { Reason = reason };
        _send.Add(packet, packet.Length(ProtocolVersion.V5));
    }

    private void StartWriting()
    {
        _writer = new Thread(Write, StackBytes) { IsBackground = true, Name = "mqtt write" };
        _writeThread = _writer.ManagedThreadId;
        _writer.Start();
    }

    /// <summary>Under the lock, after an addition. Our own threads send at the end of their round; others have the writing thread do it.</summary>
    private void SendSoon(bool isFirst)
    {
        var thread = Environment.CurrentManagedThreadId;
        if (isFirst && thread != _readThread && thread != _writeThread)
            SendNow(); // nothing is under way, so nothing will gather: no detour for a single message
        else if (_send.Count >= SendBytesEnough)
            SendNow();
        else if (thread != _readThread && thread != _writeThread)
            WakeWriter();
    }

    /// <summary>Under the lock: sends what the socket takes without waiting; the rest is the writing thread's.</summary>
    private void SendNow()
    {
        if (_send.IsEmpty || _isBlocked) return;
        if (_transport is not { CanTryWrite: true } transport)
        {
            WakeWriter();
            return;
        }

        try
        {
            while (!_send.IsEmpty)
            {
                var count = transport.TryWrite(_send.Unsent);
                if (count == 0)
                {
                    _isBlocked = true;
                    WakeWriter();
                    return;
                }

                _send.Sent(count);
                _hasSent = true;
                _keepAlive.Sent(Now);
            }
        }
        catch (SocketException broken)
        {
            Close(ReasonCode.UnspecifiedError, $"Sending to {_address} failed: {broken.Message}.");
        }
    }

    private void WakeWriter()
    {
        if (_isWakened || _isDisposed) return;

        _isWakened = true;
        _wake.Set();
    }

    private void Write()
    {
        try
        {
            while (_wake.WaitOne() && WriteAll())
            {
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            Close(ReasonCode.UnspecifiedError, $"Sending to {_address} failed: {broken.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>One round of the writing thread. False when the connection is over.</summary>
    private bool WriteAll()
    {
        var transport = _transport!;
        while (true)
        {
            ReadOnlyMemory<byte> taken = default;
            lock (_gate)
            {
                _isWakened = false;
                _isBlocked = false;
                if (!_isOpen && !_isLeaving) return false;

                if (transport.CanTryWrite)
                    SendNow();
                else
                    taken = _send.Take();
                if (_isLeaving && _send.IsEmpty && taken.IsEmpty) break;
            }

            if (!taken.IsEmpty)
                transport.Write(taken);
            else if (_isBlocked)
                transport.WaitWritable();

            // Publishers that go on here add to the buffer, so look again before resting.
            AdmitWaiting();
            lock (_gate)
            {
                if (!taken.IsEmpty) _keepAlive.Sent(Now);
                if (_send.IsEmpty && !_isLeaving) return _isOpen;
            }
        }

        transport.FinishWriting();
        return false;
    }
}
