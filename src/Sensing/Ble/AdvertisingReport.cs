namespace EdgeGateway.Sensing;

/// <summary>One advertisement as the controller heard it, in place.</summary>
public readonly ref struct AdvertisingReport
{
    private const sbyte RssiNotAvailable = 127;

    private readonly sbyte rssi;

    internal AdvertisingReport(BluetoothAddress address, AddressType addressType, sbyte rssi, ReadOnlySpan<byte> data)
    {
        Address = address;
        AddressType = addressType;
        this.rssi = rssi;
        Data = data;
    }

    public BluetoothAddress Address { get; }

    public AddressType AddressType { get; }

    /// <summary>Null when the controller could not tell (127 on the wire).</summary>
    public int? RssiDbm => rssi == RssiNotAvailable ? null : rssi;

    /// <summary>For an <see cref="AdvertisementReader"/>.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Whether <see cref="Data"/> is the whole of it; always for legacy reports.</summary>
    public ReportData Status { get; internal init; }

    /// <summary>It answers this radio's or another's scan request; the same device's advertisement came just before.</summary>
    public bool IsScanResponse { get; internal init; }

    /// <summary>Reported by the extended event, which says more.</summary>
    public bool IsExtended { get; internal init; }

    public RadioPhy PrimaryPhy { get; internal init; }

    public RadioPhy SecondaryPhy { get; internal init; }

    /// <summary>Advertising set, for putting fragments together; 255 when there is none.</summary>
    public byte Sid { get; internal init; }
}
