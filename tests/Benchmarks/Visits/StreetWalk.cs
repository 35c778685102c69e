using EdgeGateway.Events;

namespace EdgeGateway.Tests.Benchmarks.Visits;

/// <summary>
/// One beacon near a shop's only radio, which hangs 2 m above the beacon and 3 m behind the door: log-distance with an exponent of 2.2, 4 dB of fading
/// in each advertisement, a pocket and a body that take 0 to 16 dB of one person's strength, 4 dB of glass, a quarter of the advertisements lost.
/// </summary>
internal sealed class StreetWalk(int seed)
{
    private const double RadioBehindDoorMetres = 3;
    private const double RadioAboveMetres = 2;
    private const double StepsPerSecond = 1.4; // metres
    private readonly Random random = new(seed);

    /// <summary>Somebody who only walks past, so far before the door.</summary>
    public List<BeaconSighting> Past(double metresBeforeDoor) =>
        Heard(TimeSpan.FromSeconds(60 / StepsPerSecond), at => (StepsPerSecond * at) - 30, _ => -metresBeforeDoor);

    /// <summary>Somebody who comes in, stays at a place of the shop's 12 m, and goes straight out again. The door is crossed after 10 s.</summary>
    public List<BeaconSighting> Inside(double metresBehindDoor, TimeSpan stay)
    {
        var walk = metresBehindDoor / StepsPerSecond;
        return Heard(TimeSpan.FromSeconds(10 + walk) + stay + TimeSpan.FromSeconds(walk + 60), _ => 0, at =>
            at < 10 + walk ? StepsPerSecond * (at - 10)
            : at < 10 + walk + stay.TotalSeconds ? metresBehindDoor
            : metresBehindDoor - (StepsPerSecond * (at - 10 - walk - stay.TotalSeconds)));
    }

    private List<BeaconSighting> Heard(TimeSpan length, Func<double, double> along, Func<double, double> behindDoor)
    {
        var (heard, lossDb) = (new List<BeaconSighting>(), 16 * random.NextDouble());
        for (var at = random.NextDouble(); at < length.TotalSeconds; at += 0.35 + (0.01 * random.NextDouble()))
        {
            var behind = behindDoor(at);
            var metres = Math.Sqrt(Math.Pow(along(at), 2) + Math.Pow(behind - RadioBehindDoorMetres, 2) + (RadioAboveMetres * RadioAboveMetres));
            var rssi = -59 - (22 * Math.Log10(metres)) - lossDb - (behind < 0 ? 4 : 0) + (4 * Gauss());
            if (rssi > -98 && random.Next(4) > 0)
            {
                heard.Add(new BeaconSighting("radio", TimeSpan.FromSeconds(at), "entrance", new Identifier(IdentifierKinds.IBeacon, "benchmark", "walker"), (int)rssi, -59));
            }
        }

        return heard;
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
