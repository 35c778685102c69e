namespace EdgeGateway.Sensing;

/// <summary>
/// Puts the fragments of extended advertisements together (Bluetooth Core 5.4, Vol 4 Part E, section 7.7.65.13). Memory is fixed:
/// <see cref="UnderwayMax"/> advertisements of <see cref="DataBytesMax"/> bytes; a new one takes the place of the oldest.
/// </summary>
internal sealed class ExtendedAssembler
{
    public const int UnderwayMax = 16;

    /// <summary>The most that the specification allows (Vol 6 Part B, section 2.3.4.9).</summary>
    public const int DataBytesMax = 1650;

    /// <summary>Fragments of one advertisement arrive within milliseconds; after this a fragment begins another one.</summary>
    public static readonly TimeSpan FragmentsApartMax = TimeSpan.FromMilliseconds(500);

    private readonly Slot[] slots = [.. Enumerable.Range(0, UnderwayMax).Select(_ => new Slot())];
    private int underway;

    /// <summary>Advertisements given up: too long, or their rest never came.</summary>
    public long GivenUp { get; private set; }

    /// <summary>True when <paramref name="data"/> is all that will come of this advertisement, valid until the next call.</summary>
    public bool Take(scoped in AdvertisingReport report, ReadOnlySpan<byte> fragment, TimeSpan at, out ReadOnlySpan<byte> data)
    {
        // Nearly every advertisement is whole.
        data = fragment;
        return (underway == 0 && report.Status != ReportData.Incomplete) || PutTogether(report, fragment, at, out data);
    }

    private bool PutTogether(scoped in AdvertisingReport report, ReadOnlySpan<byte> fragment, TimeSpan at, out ReadOnlySpan<byte> data)
    {
        data = fragment;
        var isLast = report.Status != ReportData.Incomplete;
        var key = (report.Address, report.AddressType, report.Sid);
        var slot = Find(key, at);
        if (slot is null && isLast)
        {
            return true;
        }

        slot ??= Begin(key);
        if (slot.Length + fragment.Length > DataBytesMax)
        {
            GiveUp(slot);
            data = [];
            return false;
        }

        fragment.CopyTo(slot.Bytes.AsSpan(slot.Length));
        slot.Length += fragment.Length;
        slot.At = at;
        data = slot.Bytes.AsSpan(0, slot.Length);
        if (isLast)
        {
            End(slot);
        }

        return isLast;
    }

    private Slot? Find((BluetoothAddress, AddressType, byte) key, TimeSpan at)
    {
        foreach (var slot in slots)
        {
            if (!slot.IsFree && at - slot.At > FragmentsApartMax)
            {
                GiveUp(slot);
            }

            if (!slot.IsFree && slot.Key == key)
            {
                return slot;
            }
        }

        return null;
    }

    private Slot Begin((BluetoothAddress, AddressType, byte) key)
    {
        var slot = slots.MinBy(candidate => candidate.IsFree ? TimeSpan.MinValue : candidate.At)!;
        if (!slot.IsFree)
        {
            GiveUp(slot);
        }

        (slot.Key, slot.IsFree, slot.Length) = (key, false, 0);
        underway++;
        return slot;
    }

    private void GiveUp(Slot slot)
    {
        GivenUp++;
        End(slot);
    }

    private void End(Slot slot)
    {
        slot.IsFree = true;
        underway--;
    }

    private sealed class Slot
    {
        public byte[] Bytes { get; } = new byte[DataBytesMax];

        public (BluetoothAddress, AddressType, byte) Key { get; set; }

        public bool IsFree { get; set; } = true;

        public int Length { get; set; }

        public TimeSpan At { get; set; }
    }
}
