using System.Net;

namespace EdgeGateway.Mqtt.Client;

/// <summary>
/// One connection from its first byte to its last, on two threads of its own. The reading thread connects, reads and calls the owner;
/// a publisher that waited goes on there too, so acknowledgements in and messages out need no change of thread. The writing thread sends
/// what a caller's thread left in the buffer and what the kernel did not take at once; so the reading thread never waits to send, and two
/// peers that both have much to say cannot block each other.
/// </summary>
internal sealed partial class Connection : IDisposable
{
    private const int StackBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly MqttClientOptions _options;
    private readonly BrokerAddress _address;
    private readonly IMqttReceiver _receiver;
    private readonly ClientSession _session;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<MqttConnection> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Transport? _transport;
    private BrokerLimits _limits = new(0, uint.MaxValue, QualityOfService.ExactlyOnce, IsRetainAvailable: true, TimeSpan.Zero);
    private InFlightTable _inFlight = new(0, [], []);
    private KeepAliveClock _keepAlive = new(TimeSpan.Zero, TimeSpan.Zero);
    private MqttDisconnection? _end;
    private bool _isOpen;
    private bool _isDisposed;

    public Connection(MqttClientOptions options, BrokerAddress address, IMqttReceiver receiver, ClientSession session, TimeProvider time)
    {
        _options = options;
        _address = address;
        _receiver = receiver;
        _session = session;
        _time = time;
    }

    public bool IsOpen => Volatile.Read(ref _isOpen);

    /// <summary>Completes when the owner has been told of the end.</summary>
    public Task Ended => _ended.Task;

    private TimeSpan Now => _time.GetElapsedTime(0, _time.GetTimestamp());

    public Task<MqttConnection> Open(IPAddress[] hosts, CancellationToken stopping)
    {
        new Thread(() => Read(hosts, stopping), StackBytes) { IsBackground = true, Name = "mqtt read" }.Start();
        return _answer.Task;
    }

    public void Dispose()
    {
        _transport?.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _wake.Dispose();
        }
    }

    /// <summary>Ends the connection; the first reason stands. The reading thread notices and tells everyone who waits.</summary>
    private void Close(ReasonCode reason, string explanation, string? serverReference = null)
    {
        lock (_gate)
        {
            _end ??= new MqttDisconnection(reason, explanation, serverReference);
            _isOpen = false;
            WakeWriter();
        }

        _transport?.Close();
    }

    private MqttException Gone()
    {
        var end = _end ?? new MqttDisconnection(ReasonCode.UnspecifiedError, "There is no connection.");
        return new MqttException(end.Reason, $"The connection to {_address} is gone: {end.Explanation}");
    }
}
