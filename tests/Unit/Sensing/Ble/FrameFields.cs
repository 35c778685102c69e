using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>Reads every field of a frame.</summary>
internal static class FrameFields
{
    public static double Sum(scoped in BeaconFrame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.None:
                return 0;
            case FrameKind.IBeacon:
                var iBeacon = frame.AsIBeacon();
                return iBeacon.Uuid[15] + iBeacon.Major + iBeacon.Minor + iBeacon.MeasuredPowerDbm;
            case FrameKind.AltBeacon:
                var altBeacon = frame.AsAltBeacon();
                return altBeacon.Manufacturer + altBeacon.Id[19] + altBeacon.MeasuredPowerDbm + altBeacon.ManufacturerData;
            case FrameKind.EddystoneUid:
                var uid = frame.AsEddystoneUid();
                return uid.Uid[15] + uid.Namespace[9] + uid.Instance[5] + uid.TxPowerDbm;
            case FrameKind.EddystoneUrl:
                var url = frame.AsEddystoneUrl();
                return url.WriteUrl(stackalloc byte[EddystoneUrlFrame.UrlBytesMax]) + url.TxPowerDbm;
            case FrameKind.EddystoneTlm:
                var tlm = frame.AsEddystoneTlm();
                return (tlm.BatteryMillivolts ?? 0) + (tlm.TemperatureCelsius ?? 0) + tlm.Advertisements + tlm.UptimeSeconds;
            case FrameKind.EddystoneEtlm:
                var etlm = frame.AsEddystoneEtlm();
                return etlm.Encrypted[11] + etlm.Salt[1] + etlm.Mic[1];
            case FrameKind.EddystoneEid:
                var eid = frame.AsEddystoneEid();
                return eid.Eid[7] + eid.TxPowerDbm;
            default:
                var sum = frame.AsBtHome().IsTriggerBased ? 1.0 : 0.0;
                var measurements = frame.AsBtHome().Measurements;
                while (measurements.Read(out var measurement))
                {
                    sum += measurement.IsNumber ? measurement.Number : measurement.Raw.Length;
                }

                return sum;
        }
    }
}
