using System.Net;
using System.Net.Sockets;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>From nothing to CONNACK; whatever happens becomes the answer.</summary>
internal sealed partial class Connection
{
    private bool Connect(IPAddress[] hosts, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        var connector = new TransportConnector(_options, _address);
        try
        {
            _transport = connector.Connect(hosts, either.Token);
            using var closing = either.Token.UnsafeRegister(static state => ((Transport)state!).Close(), _transport);
            var answer = Greet();
            either.Token.ThrowIfCancellationRequested();
            if (answer.IsAccepted) StartWriting();
            _answer.SetResult(answer);
            return answer.IsAccepted;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            _answer.SetCanceled(stopping);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            var step = _transport is null ? connector.Step : $"No CONNACK from {_address}";
            _answer.SetResult(ConnectAnswer.Failed(
                ReasonCode.ServerUnavailable,
                $"{step} within {_options.ConnectTimeout.TotalSeconds:0.#} s; check the address and the firewall."));
        }
        catch (ConnectException failed)
        {
            _answer.SetResult(ConnectAnswer.Failed(failed.Reason, failed.Message));
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            _answer.SetResult(ConnectAnswer.Failed(
                ReasonCode.ServerUnavailable,
                $"The connection to {_address} broke before CONNACK: {Innermost(broken).Message.TrimEnd('.')}{Hint()}."));
        }

        return false;
    }

    private MqttConnection Greet()
    {
        _transport!.Write(ConnectRequest.Encode(_options));
        FrameHeader header;
        ReadOnlySpan<byte> body;
        while (true)
        {
            ReadOnlySpan<byte> unread = _read.AsSpan(0, _readEnd);
            var status = FrameHeader.Split(ref unread, _options.PacketBytesMax, out header, out body, out var fault);
            if (status == FrameStatus.Complete) break;
            if (status == FrameStatus.Faulty)
                throw new ConnectException(fault.Reason, $"{_address} answers, but not in MQTT: {fault.Explanation}");
            if (!ReadMore())
                throw new ConnectException(ReasonCode.ServerUnavailable, $"{_address} closed the connection without an answer{Hint()}.");
        }

        _readStart = header.TotalBytes;
        if (header.Type != PacketType.Connack)
            throw new ConnectException(ReasonCode.ProtocolError, $"{_address} answered CONNECT with {header.Type} instead of CONNACK.");
        if (!ConnackPacket.TryRead(body, ProtocolVersion.V5, out var connack, out var wrong))
            throw new ConnectException(wrong.Reason, $"The CONNACK of {_address} is wrong: {wrong.Explanation}");

        _limits = BrokerLimits.Read(connack.Properties, _options);
        if (connack.Reason == ReasonCode.Success) Resume(connack.SessionPresent);
        return ConnectAnswer.From(connack, _address, _limits);
    }

    /// <summary>Takes up what an earlier connection left, MQTT 5.0 section 4.4: PUBREL first, the owner publishes the rest again.</summary>
    private void Resume(bool isSessionPresent)
    {
        lock (_gate)
        {
            if (!isSessionPresent) _session.Forget();
            _inFlight = new InFlightTable(_limits.Window, _session.Outgoing, _session.Unacknowledged);
            _keepAlive = new KeepAliveClock(_limits.KeepAlive, Now);
            foreach (var message in _session.Outgoing)
            {
                if (message.IsReleased) AddAcknowledgement(PacketType.Pubrel, message.PacketId, ReasonCode.Success);
            }

            _isOpen = true;
        }
    }

    private string Hint() => _address.IsTls && _options.ClientCertificate is null
        ? "; it may want a client certificate"
        : _address.IsTls ? "; it may not trust our client certificate" : "";

    private static Exception Innermost(Exception exception) =>
        exception.InnerException is { } inner ? Innermost(inner) : exception;
}
