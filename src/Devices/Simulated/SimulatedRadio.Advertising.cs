namespace EdgeGateway.Devices.Simulated;

// What the controller itself sends (Bluetooth Core 5.4, Vol 4 Part E 7.8.4 to 7.8.9 and 7.8.52 to 7.8.56).
public sealed partial class SimulatedRadio
{
    private const byte UnknownAdvertisingIdentifier = 0x42;

    private byte[] advertisingData = [];
    private bool isAdvertising;
    private bool hasSet;
    private bool hasRandomAddress;
    private bool isOwnAddressRandom;

    /// <summary>A controller without a public address, such as an nRF52, advertises only once it was given a random one.</summary>
    public bool HasPublicAddress { get; init; } = true;

    /// <summary>What it sends, or null while it sends nothing.</summary>
    public byte[]? Advertising
    {
        get
        {
            lock (monitor)
            {
                return isAdvertising ? advertisingData : null;
            }
        }
    }

    /// <summary>Another program switches advertising off.</summary>
    public void StopAdvertising()
    {
        lock (monitor)
        {
            isAdvertising = false;
        }
    }

    private void StopEverything() =>
        (scan, isAdvertising, hasSet, hasRandomAddress, isOwnAddressRandom) = (ScanMode.Off, false, false, false, false);

    private byte Advertise(ushort opcode, ReadOnlySpan<byte> parameters) => opcode switch
    {
        0x2005 when parameters.Length == 6 => TakeRandomAddress(),
        0x2006 when parameters.Length == 15 => TakeAdvertisingParameters(parameters[5]),
        0x2008 when parameters.Length == 32 && parameters[0] <= 31 => TakeAdvertisingData(parameters.Slice(1, parameters[0])),
        0x200A when parameters.Length == 1 => EnableAdvertising(parameters[0]),
        _ when !SupportsExtended => opcode < 0x2010 ? InvalidParameters : UnknownCommand,
        0x2036 when parameters.Length == 25 => TakeAdvertisingParameters(parameters[10]),
        _ when !hasSet => UnknownAdvertisingIdentifier,
        0x2035 when parameters.Length == 7 => TakeRandomAddress(),
        0x2037 when parameters.Length >= 4 && parameters.Length == 4 + parameters[3] => TakeAdvertisingData(parameters[4..]),
        0x2039 when parameters.Length == 6 => EnableAdvertising(parameters[0]),
        _ => InvalidParameters,
    };

    private byte TakeRandomAddress()
    {
        hasRandomAddress = true;
        return Success;
    }

    private byte TakeAdvertisingParameters(byte ownAddressType)
    {
        if (isAdvertising) return CommandDisallowed;
        (hasSet, isOwnAddressRandom) = (true, ownAddressType == 1);
        return Success;
    }

    private byte TakeAdvertisingData(ReadOnlySpan<byte> data)
    {
        advertisingData = data.ToArray();
        return Success;
    }

    private byte EnableAdvertising(byte on)
    {
        var hasAddress = isOwnAddressRandom ? hasRandomAddress : HasPublicAddress;
        if (on == 1 && !hasAddress) return InvalidParameters;
        isAdvertising = on == 1;
        return Success;
    }
}
