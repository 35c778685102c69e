using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>
/// A simulated working day at one door: customers without tags, staff with tags who come, walk about, take breaks, fetch things from the back room and
/// go. Radios by path loss (−59 dBm at a metre, exponent 2.2), a wall at the door and at the back room, 4 dB from walk to walk and 4 dB from
/// advertisement to advertisement, one a second of which a tenth is lost.
/// </summary>
/// <param name="Staff">Crossings that staff made.</param>
/// <param name="Right">Crossings excluded that staff made.</param>
/// <param name="Wrong">Crossings excluded that a customer made.</param>
/// <param name="Customers">Crossings that customers made.</param>
internal sealed record StaffExclusion(int Staff, int Right, int Wrong, int Customers)
{
    public double Precision => Right + Wrong == 0 ? 1 : Right / (double)(Right + Wrong);

    public double Recall => Staff == 0 ? 1 : Right / (double)Staff;

    private const double DaySeconds = 10 * 3600;
    private const double StaySeconds = 900;
    private const int StaffCount = 6;

    /// <param name="customersPerHour">Who come in, on average.</param>
    /// <param name="radios">Metres into the store: the first is the door's zone, a second one another.</param>
    /// <param name="smokers">Share of breaks that are spent three to six metres in front of the door.</param>
    public static StaffExclusion Of(int seed, VisitOptions options, double customersPerHour, IReadOnlyList<double> radios, double smokers = 0)
    {
        var random = new Random(seed);
        var walks = Enumerable.Range(0, StaffCount).Select(_ => Walk(random, smokers)).ToList();
        var sightings = new List<Sighting>();
        var staffCrossings = new HashSet<DoorCrossing>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < walks.Count; i++)
        {
            foreach (var (at, isIn) in walks[i].Crossings)
            {
                var crossing = Crossing(at, isIn);
                staffCrossings.Add(crossing);
                sightings.Add(crossing);
            }

            sightings.AddRange(Heard(random, walks[i], new Identifier(IdentifierKinds.IBeacon, "staff", $"staff-{i}"), radios));
        }

        sightings.AddRange(CustomerCrossings(random, customersPerHour));
        return Judge(options, [.. sightings.OrderBy(sighting => sighting.At)], staffCrossings);
    }

    private static StaffExclusion Judge(VisitOptions options, Sighting[] sightings, HashSet<DoorCrossing> staffCrossings)
    {
        var tracker = new VisitTracker(options with { StaffProgrammes = ["staff"], Doors = ["front"] }, () => Guid.Empty);
        var happenings = new List<Happening>();
        foreach (var sighting in sightings)
        {
            tracker.Observe(sighting, happenings);
        }

        tracker.Close(TimeSpan.FromSeconds(2 * DaySeconds), happenings);
        var excluded = happenings.Where(one => one.Data is DoorCrossed { Excluded: Exclusion.Staff }).Select(one => one.At).ToHashSet();
        var crossings = sightings.OfType<DoorCrossing>().ToList();
        return new StaffExclusion(
            staffCrossings.Count,
            staffCrossings.Count(crossing => excluded.Contains(crossing.At)),
            crossings.Count(crossing => !staffCrossings.Contains(crossing) && excluded.Contains(crossing.At)),
            crossings.Count - staffCrossings.Count);
    }

    // No two people at the same tick: the crossing's time is its name here.
    private static DoorCrossing Crossing(double at, bool isIn) => new("front-beams", TimeSpan.FromSeconds(at), "front", "entrance", isIn ? Direction.In : Direction.Out, 0.99);

    private static StaffWalk Walk(Random random, double smokers)
    {
        var walk = new StaffWalk();
        walk.Wait(60 + (random.NextDouble() * 1800));
        while (walk.EndsAt < DaySeconds)
        {
            walk.GoTo(1 + (random.NextDouble() * 24));
            for (var stands = random.Next(5, 25); stands > 0 && walk.EndsAt < DaySeconds; stands--)
            {
                walk.Wait(30 + (random.NextDouble() * 270));
                walk.GoTo(random.NextDouble() < 0.1 ? StaffWalk.BackRoom : 1 + (random.NextDouble() * 24));
            }

            walk.GoTo(random.NextDouble() < smokers ? -3 - (3 * random.NextDouble()) : StaffWalk.Outside);
            walk.Wait(300 + (random.NextDouble() * 900));
        }

        return walk;
    }

    private static IEnumerable<BeaconSighting> Heard(Random random, StaffWalk walk, Identifier tag, IReadOnlyList<double> radios)
    {
        var (shadow, shadowUntil) = (0.0, 0.0);
        for (var at = random.NextDouble(); at < walk.EndsAt; at += 0.95 + (0.1 * random.NextDouble()))
        {
            // How the tag hangs on the body changes from walk to walk.
            if (at >= shadowUntil)
                (shadow, shadowUntil) = (4 * Normal(random), at + 30 + (60 * random.NextDouble()));
            var metres = walk.At(at);
            for (var radio = 0; radio < radios.Count; radio++)
            {
                var wall = metres < 0 ? 6 : metres > 30 ? 15 : 0;
                var dbm = -59 - (22 * Math.Log10(Math.Max(0.5, Math.Abs(metres - radios[radio])))) - wall + shadow + (4 * Normal(random));
                if (dbm > -95 && random.NextDouble() > 0.1)
                    yield return new BeaconSighting($"radio-{radio}", TimeSpan.FromSeconds(at), radio == 0 ? "entrance" : "shop", tag, (int)Math.Round(dbm), null);
            }
        }
    }

    private static IEnumerable<DoorCrossing> CustomerCrossings(Random random, double perHour)
    {
        for (var at = 600 - (3600 / perHour * Math.Log(1 - random.NextDouble())); at < DaySeconds - StaySeconds; at -= 3600 / perHour * Math.Log(1 - random.NextDouble()))
        {
            yield return Crossing(at, isIn: true);
            yield return Crossing(at + 60 - (StaySeconds * Math.Log(1 - random.NextDouble())), isIn: false);
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
