using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>
/// Encoded packets on their way to the socket, in order. It grows to what was once needed and stays so. Guarded by its owner's lock;
/// only <see cref="Take"/> hands bytes out of it, and they stay valid until the next <see cref="Take"/>.
/// </summary>
internal sealed class SendBuffer
{
    private const int BytesAtFirst = 16 * 1024;

    private byte[] _bytes = new byte[BytesAtFirst];
    private byte[] _taken = [];
    private int _start;
    private int _end;

    public int Count => _end - _start;

    public bool IsEmpty => _start == _end;

    public ReadOnlySpan<byte> Unsent => _bytes.AsSpan(_start, Count);

    public void Add<TPacket>(scoped TPacket packet, int length)
        where TPacket : IPacket, allows ref struct
    {
        MakeRoom(length);
        _end += packet.Write(_bytes.AsSpan(_end), ProtocolVersion.V5);
    }

    public void Sent(int count)
    {
        _start += count;
        if (_start == _end) _start = _end = 0;
    }

    /// <summary>Takes everything out for a write outside the lock; the bytes before must have been sent.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var content = new ReadOnlyMemory<byte>(_bytes, _start, Count);
        (_bytes, _taken) = (_taken, _bytes);
        _start = _end = 0;
        return content;
    }

    private void MakeRoom(int length)
    {
        if (_bytes.Length - _end >= length) return;

        var count = Count;
        var needed = count + length;
        var target = needed <= _bytes.Length ? _bytes : new byte[Math.Max(Math.Max(needed, _bytes.Length * 2), BytesAtFirst)];
        _bytes.AsSpan(_start, count).CopyTo(target);
        _bytes = target;
        _start = 0;
        _end = count;
    }
}
