using System.Net;
using System.Net.Sockets;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>The reading thread: connect, then one round per read, then the end.</summary>
internal sealed partial class Connection
{
    private const int ReadBytesAtFirst = 64 * 1024;

    private byte[] _read = new byte[ReadBytesAtFirst];
    private int _readStart;
    private int _readEnd;
    private bool _isReading;

    private void Read(IPAddress[] hosts, CancellationToken stopping)
    {
        _readThread = Environment.CurrentManagedThreadId;
        if (!Connect(hosts, stopping))
        {
            _ended.SetResult();
            Dispose();
            return;
        }

        using (StartKeepAlive())
        {
            try
            {
                ReadRounds();
            }
            catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
            {
                Close(ReasonCode.UnspecifiedError, $"Receiving from {_address} failed: {broken.Message.TrimEnd('.')}.");
            }
        }

        End();
    }

    private void ReadRounds()
    {
        do
        {
            var fault = HandlePackets();
            if (!fault.IsNone)
            {
                Farewell(fault);
                return;
            }

            AdmitWaiting();
            bool isSilent;
            lock (_gate)
            {
                SendNow();
                isSilent = !_hasSent;
                _isReading = true;
            }

            if (isSilent) _transport!.AcknowledgeNow();
        }
        while (ReadMore());
        Close(ReasonCode.UnspecifiedError, $"The broker {_address} closed the connection without saying why; does another client use the same client id?");
    }

    /// <summary>Waits for bytes behind those that are a part of a packet. False when the broker has closed.</summary>
    private bool ReadMore()
    {
        MakeRoomToRead();
        var count = _transport!.Read(_read.AsMemory(_readEnd));
        lock (_gate)
        {
            _isReading = false;
            _hasSent = false;
            _keepAlive.Received(Now);
        }

        _readEnd += count;
        return count > 0;
    }

    // Doubles as bytes really come, so a length that the peer only claims costs nothing.
    private void MakeRoomToRead()
    {
        if (_readStart > 0)
        {
            _read.AsSpan(_readStart.._readEnd).CopyTo(_read);
            _readEnd -= _readStart;
            _readStart = 0;
        }

        if (_readEnd == _read.Length) Array.Resize(ref _read, Math.Min(_read.Length * 2, Math.Max(_options.PacketBytesMax, _read.Length + 1)));
    }

    private Fault HandlePackets()
    {
        while (_end is null || _isLeaving)
        {
            ReadOnlySpan<byte> unread = _read.AsSpan(_readStart.._readEnd);
            switch (FrameHeader.Split(ref unread, _options.PacketBytesMax, out var header, out var body, out var fault))
            {
                case FrameStatus.Incomplete:
                    return Fault.None;
                case FrameStatus.Faulty:
                    return fault;
            }

            _readStart += header.TotalBytes;
            fault = Handle(header, body);
            if (!fault.IsNone) return fault;
        }

        return Fault.None;
    }

    private Fault Handle(FrameHeader header, ReadOnlySpan<byte> body) => header.Type switch
    {
        PacketType.Puback or PacketType.Pubrec or PacketType.Pubcomp => HandleAcknowledgement(header.Type, body),
        PacketType.Publish => HandlePublish(header.Flags, body),
        PacketType.Pubrel => HandleRelease(body),
        PacketType.Suback or PacketType.Unsuback => HandleAnswer(header.Type, body),
        PacketType.Pingresp => PingPacket.TryRead(body, out var fault) ? Fault.None : fault,
        PacketType.Disconnect => HandleDisconnect(body),
        _ => Fault.Protocol("The broker sent a packet that only a client may send, or AUTH, which was not asked for."),
    };

    private Fault HandleDisconnect(ReadOnlySpan<byte> body)
    {
        if (!DisconnectPacket.TryRead(PacketType.Disconnect, body, ProtocolVersion.V5, out var packet, out var fault)) return fault;

        var text = packet.Properties.Text(PropertyId.ReasonString) is { } reason ? $", \"{reason}\"" : "";
        Close(
            packet.Reason,
            $"The broker {_address} ended the connection: {packet.Reason} (reason 0x{(byte)packet.Reason:X2}{text}).",
            packet.Properties.Text(PropertyId.ServerReference));
        return Fault.None;
    }

    /// <summary>The broker broke the protocol: tell it, as far as the socket takes it at once, and close.</summary>
    private void Farewell(Fault fault)
    {
        lock (_gate)
        {
            AddFarewell(fault.Reason);
            SendNow();
        }

        Close(fault.Reason, $"The broker {_address} broke the protocol: {fault.Explanation}");
    }

    private ITimer StartKeepAlive() =>
        _time.CreateTimer(static state => ((Connection)state!).KeepAlive(), this, _keepAlive.Period, _keepAlive.Period);

    private void KeepAlive()
    {
        lock (_gate)
        {
            // While the owner is busy in a callback nothing is read, and then silence is not the broker's.
            if (!_isOpen || !_isReading) return;

            switch (_keepAlive.Next(Now))
            {
                case KeepAliveStep.None:
                    return;
                case KeepAliveStep.Ping:
                    _send.Add(PingPacket.Request, PingPacket.Request.Length(ProtocolVersion.V5));
                    SendNow();
                    return;
            }
        }

        Close(ReasonCode.KeepAliveTimeout, $"The broker {_address} did not answer a ping within {_keepAlive.Patience.TotalSeconds:0.#} s.");
    }

    /// <summary>The last step: everyone who waits learns that it is over, and then the owner, once.</summary>
    private void End()
    {
        var awaiters = new List<TaskCompletionSource<ReasonCode>>();
        var waiting = new List<PublishWaiter>();
        lock (_gate)
        {
            _isOpen = _isLeaving = false;
            WakeWriter();
            _end ??= new MqttDisconnection(ReasonCode.UnspecifiedError, "The connection has ended.");
            _session.Unacknowledged = _inFlight.Unacknowledged();
            _session.Outgoing = _inFlight.Abandon(awaiters);
            awaiters.AddRange(_requests.OfType<TaskCompletionSource<ReasonCode>>());
            while (_waiting.TryDequeue(out var waiter))
            {
                if (waiter.IsDecided) continue;
                waiter.IsDecided = true;
                waiting.Add(waiter);
            }
        }

        _transport!.Close();
        _writer?.Join();
        foreach (var waiter in waiting) waiter.Fail(Gone());
        foreach (var awaiter in awaiters) awaiter.TrySetException(Gone());
        _receiver.Disconnected(_end);
        Dispose();
        _ended.SetResult();
    }
}
