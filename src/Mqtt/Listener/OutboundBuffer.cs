using System.Buffers;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// Packets ready for one client: one array is filled while the other is being written, so everything that gathers during a write
/// leaves with the next one.
/// </summary>
internal sealed class OutboundBuffer : IBufferWriter<byte>
{
    private const int BytesAtFirst = 4 * 1024;

    /// <summary>A larger array goes back to the pool as soon as it is empty; a thousand idle clients shall cost little.</summary>
    private const int BytesKept = 64 * 1024;

    private byte[] filling = [];
    private byte[] writing = [];

    /// <summary>Bytes that no write has taken yet.</summary>
    public int Count { get; private set; }

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return filling.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return filling.AsSpan(Count);
    }

    /// <summary>What has gathered; valid until the next call, by which time it must have been written.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        if (writing.Length > BytesKept)
        {
            GiveBack(ref writing);
        }

        (filling, writing) = (writing, filling);
        var taken = writing.AsMemory(0, Count);
        Count = 0;
        return taken;
    }

    /// <summary>The end: both arrays go back to the pool.</summary>
    public void Release()
    {
        GiveBack(ref filling);
        GiveBack(ref writing);
        Count = 0;
    }

    private static void GiveBack(ref byte[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        array = [];
    }

    private void MakeRoom(int sizeHint)
    {
        var needed = Count + Math.Max(sizeHint, 1);
        if (needed <= filling.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(BytesAtFirst, filling.Length * 2)));
        filling.AsSpan(0, Count).CopyTo(larger);
        GiveBack(ref filling);
        filling = larger;
    }
}
