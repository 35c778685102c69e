using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Benchmarks.Ble;

/// <summary>Eight kinds of beacons in turn, each with its flags and services as on the air, written from their specifications.</summary>
internal static class AdvertisementMix
{
    private const int OfEachKind = 16;
    private const string Flags = "020106";
    private const string EddystoneServices = "0303AAFE";

    /// <summary>Advertising data, and what kind it is.</summary>
    public static IReadOnlyList<(FrameKind Kind, byte[] Data)> Make()
    {
        var mix = new List<(FrameKind, byte[])>();
        for (var i = 0; i < OfEachKind; i++)
        {
            Add(FrameKind.IBeacon, $"{Flags}1AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000{i:X2}00{i:X2}C5");
            Add(FrameKind.AltBeacon, $"{Flags}1BFF1801BEAC00112233445566778899AABBCCDDEEFF012345{i:X2}C50F");
            Add(FrameKind.EddystoneUid, $"{Flags}{EddystoneServices}1716AAFE00EE8B0CA750095477CB3E7700000000{i:X2}420000");
            Add(FrameKind.EddystoneUrl, $"{Flags}{EddystoneServices}0E16AAFE10F8036578616D706C65{i % 14:X2}");
            Add(FrameKind.EddystoneTlm, $"{Flags}{EddystoneServices}1116AAFE20000BB81580000000{i:X2}00000258");
            Add(FrameKind.EddystoneEtlm, $"{Flags}{EddystoneServices}1516AAFE20011122334455667788{i:X2}AABBCC5A17C4EC");
            Add(FrameKind.EddystoneEid, $"{Flags}{EddystoneServices}0D16AAFE30FC0011223344556{i % 10}77");
            Add(FrameKind.BtHome, $"{Flags}0E16D2FC4000{i:X2}015D025D0903B718");
        }

        return mix;

        void Add(FrameKind kind, string hex) => mix.Add((kind, Convert.FromHexString(hex)));
    }

    /// <summary>The same as the controller reports it: an LE Advertising Report in an H4 event.</summary>
    public static byte[] Report(byte[] data) =>
        [0x04, 0x3E, (byte)(12 + data.Length), 0x02, 0x01, 0x00, 0x01, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, (byte)data.Length, .. data, 0xC4];
}
