namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// Messages with a packet identifier, in the order of their sending. The identifier is the place in an array, so nothing is searched
/// and nothing allocated per message; a freed identifier is used again as late as possible.
/// </summary>
internal sealed class InflightWindow
{
    private const int SlotsAtFirst = 16;

    // Identifier 0 is no identifier: slot 0 is the end of both lists.
    private Slot[] slots = new Slot[SlotsAtFirst];
    private int used = 1;
    private ushort first;
    private ushort last;
    private ushort freeFirst;
    private ushort freeLast;

    public int Count { get; private set; }

    /// <summary>The oldest identifier; 0 when there is none.</summary>
    public ushort First => first;

    /// <summary>The next younger one; 0 behind the youngest.</summary>
    public ushort After(ushort id) => slots[id].Next;

    public InflightState StateOf(ushort id) => id < used ? slots[id].State : InflightState.None;

    public ref readonly Outgoing this[ushort id] => ref slots[id].Message;

    /// <summary>True once the packet has gone out on the present connection.</summary>
    public bool IsSent(ushort id) => slots[id].Sent;

    public void SetSent(ushort id, bool sent) => slots[id].Sent = sent;

    /// <summary>Gives the message an identifier; 0 when all 65 535 are in use.</summary>
    public ushort Add(in Outgoing message)
    {
        var id = TakeFree();
        if (id == 0)
        {
            return 0;
        }

        slots[id] = new Slot { Message = message, State = InflightState.Published, Previous = last };
        first = last == 0 ? id : first;
        if (last != 0)
        {
            slots[last].Next = id;
        }

        last = id;
        Count++;
        return id;
    }

    /// <summary>PUBREC has come: the message is no longer needed, the identifier still is.</summary>
    public void Release(ushort id)
    {
        slots[id].State = InflightState.Released;
        slots[id].Message = default;
    }

    public void Remove(ushort id)
    {
        var (previous, next) = (slots[id].Previous, slots[id].Next);
        (first, last) = (id == first ? next : first, id == last ? previous : last);
        if (previous != 0)
        {
            slots[previous].Next = next;
        }

        if (next != 0)
        {
            slots[next].Previous = previous;
        }

        slots[id] = default;
        freeFirst = freeFirst == 0 ? id : freeFirst;
        if (freeLast != 0)
        {
            slots[freeLast].Next = id;
        }

        freeLast = id;
        Count--;
    }

    private ushort TakeFree()
    {
        // A fresh identifier as long as the array has one, then the one that has been free longest, then a larger array.
        if (used < slots.Length)
        {
            return (ushort)used++;
        }

        if (freeFirst != 0)
        {
            var id = freeFirst;
            freeFirst = slots[id].Next;
            freeLast = freeFirst == 0 ? (ushort)0 : freeLast;
            return id;
        }

        if (slots.Length > ushort.MaxValue)
        {
            return 0;
        }

        Array.Resize(ref slots, slots.Length * 2);
        return (ushort)used++;
    }

    private struct Slot
    {
        public Outgoing Message;
        public InflightState State;
        public bool Sent;
        public ushort Previous;
        public ushort Next;
    }
}
