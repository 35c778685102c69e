namespace EdgeGateway.Sensing;

/// <summary>The H4 command packets that set up advertising (Bluetooth Core 5.4, Vol 4 Part E, sections 7.8.4 to 7.8.9 and 7.8.52 to 7.8.56).</summary>
internal static class AdvertiseCommand
{
    public const ushort SetRandomAddress = 0x2005;
    public const ushort SetParameters = 0x2006;
    public const ushort SetData = 0x2008;
    public const ushort SetEnable = 0x200A;
    public const ushort SetSetRandomAddress = 0x2035;
    public const ushort SetExtendedParameters = 0x2036;
    public const ushort SetExtendedData = 0x2037;
    public const ushort SetExtendedEnable = 0x2039;

    /// <summary>The advertising set that is the gateway's: high, because the kernel and bluetoothd count theirs from 0.</summary>
    public const byte Set = 0xEB;

    private const int LegacyDataBytes = 31;
    private const byte NonConnectable = 0x03; // ADV_NONCONN_IND
    private const byte LegacyNonConnectable = 0x10; // the same as an extended set's properties: phones hear legacy PDUs on all three channels
    private const byte AllChannels = 0x07;
    private const byte LeOneMegabit = 0x01;
    private const byte CompleteData = 0x03;
    private const byte NoPreference = 0x7F;

    public static byte[] Enable(bool on) => HciCommand.Make(SetEnable, on ? (byte)1 : (byte)0);

    public static byte[] Parameters(TimeSpan interval, bool randomAddress)
    {
        var units = Units(interval);
        return HciCommand.Make(
            SetParameters,
            [(byte)units, (byte)(units >> 8), (byte)units, (byte)(units >> 8), NonConnectable, Flag(randomAddress), 0, 0, 0, 0, 0, 0, 0, AllChannels, 0]);
    }

    public static byte[] Data(ReadOnlySpan<byte> data) => HciCommand.Make(SetData, [(byte)data.Length, .. data, .. new byte[LegacyDataBytes - data.Length]]);

    public static byte[] RandomAddress(ReadOnlySpan<byte> address) => HciCommand.Make(SetRandomAddress, address);

    public static byte[] ExtendedEnable(bool on) => HciCommand.Make(SetExtendedEnable, Flag(on), 1, Set, 0, 0, 0);

    public static byte[] ExtendedParameters(TimeSpan interval, bool randomAddress, int? txPowerDbm)
    {
        var units = Units(interval);
        ReadOnlySpan<byte> time = [(byte)units, (byte)(units >> 8), 0];
        return HciCommand.Make(
            SetExtendedParameters,
            [
                Set, LegacyNonConnectable, 0, .. time, .. time, AllChannels, Flag(randomAddress), 0, 0, 0, 0, 0, 0, 0, 0,
                txPowerDbm is { } power ? (byte)power : NoPreference, LeOneMegabit, 0, LeOneMegabit, 0, 0,
            ]);
    }

    public static byte[] ExtendedData(ReadOnlySpan<byte> data) => HciCommand.Make(SetExtendedData, [Set, CompleteData, 1, (byte)data.Length, .. data]);

    public static byte[] ExtendedRandomAddress(ReadOnlySpan<byte> address) => HciCommand.Make(SetSetRandomAddress, [Set, .. address]);

    private static byte Flag(bool on) => on ? (byte)1 : (byte)0;

    // Steps of 0.625 ms.
    private static ushort Units(TimeSpan time) => (ushort)(time.Ticks / (TimeSpan.TicksPerMillisecond * 5 / 8));
}
