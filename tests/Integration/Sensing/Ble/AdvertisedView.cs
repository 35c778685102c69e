using System.Globalization;
using System.Text;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>What other decoders report of advertising data, made from our structures, to compare with their vectors.</summary>
internal sealed class AdvertisedView
{
    private bool hasCompleteName;

    private AdvertisedView()
    {
    }

    public string? Name { get; private set; }

    public List<string> Uuids { get; } = [];

    public List<(string Uuid, string Data)> ServiceData { get; } = [];

    public List<(int Company, string Data)> ManufacturerData { get; } = [];

    public int? TxPower { get; private set; }

    public bool IsTruncated { get; private set; }

    public static AdvertisedView Of(string hex)
    {
        var view = new AdvertisedView();
        var reader = new AdvertisementReader(Convert.FromHexString(hex));
        while (reader.Read(out var structure))
        {
            view.Take(structure.Type, structure.Value);
        }

        view.IsTruncated = reader.IsTruncated;
        return view;
    }

    /// <summary>A 16-bit or 32-bit UUID on the Bluetooth base UUID.</summary>
    public static string Full(string uuid) => uuid.Length > 8
        ? Guid.ParseExact(uuid, "N").ToString()
        : $"{uuid.PadLeft(8, '0')}-0000-1000-8000-00805f9b34fb";

    private void Take(byte type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case 0x02 or 0x03: AddUuids(value, 2); break;
            case 0x04 or 0x05: AddUuids(value, 4); break;
            case 0x06 or 0x07: AddUuids(value, 16); break;
            case 0x08 or 0x09: TakeName(type == 0x09, value); break;
            case 0x0A when value.Length == 1: TxPower = (sbyte)value[0]; break;
            case 0x16 when value.Length >= 2: ServiceData.Add((Reversed(value[..2]), Convert.ToHexStringLower(value[2..]))); break;
            case 0x20 when value.Length >= 4: ServiceData.Add((Reversed(value[..4]), Convert.ToHexStringLower(value[4..]))); break;
            case 0x21 when value.Length >= 16: ServiceData.Add((Reversed(value[..16]), Convert.ToHexStringLower(value[16..]))); break;
            case 0xFF when value.Length >= 2:
                ManufacturerData.Add((int.Parse(Reversed(value[..2]), NumberStyles.HexNumber, CultureInfo.InvariantCulture), Convert.ToHexStringLower(value[2..])));
                break;
        }
    }

    private void TakeName(bool isComplete, ReadOnlySpan<byte> value)
    {
        if (isComplete || (!hasCompleteName && !value.IsEmpty))
        {
            Name = Encoding.UTF8.GetString(value);
            hasCompleteName |= isComplete;
        }
    }

    private void AddUuids(ReadOnlySpan<byte> value, int bytes)
    {
        for (; value.Length >= bytes; value = value[bytes..])
        {
            Uuids.Add(Reversed(value[..bytes]));
        }
    }

    private static string Reversed(ReadOnlySpan<byte> littleEndian)
    {
        var bytes = littleEndian.ToArray();
        Array.Reverse(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
