namespace EdgeGateway.Devices.Simulated;

/// <summary>The people of one simulated door, one episode after the other, and what truly happened. The same seed gives the same people.</summary>
public sealed class DoorPeople
{
    // Between two episodes the door is empty for so long, or longer.
    private const double PauseSeconds = 1.2;
    private const double FirstAt = 10;

    // Nobody walks closer to a wide door's side than this.
    private const double SideMetres = 0.3;

    private readonly List<DoorPerson> people = [];
    private readonly List<DoorLeafSwing> leaves = [];
    private readonly List<DoorTruth> truth = [];
    private readonly Dice dice;
    private readonly DoorSite site;

    // What has not ended yet begins here; time only goes forward.
    private int firstPerson;
    private int firstLeaf;

    public DoorPeople(DoorSite site, DoorScenario scenario, int episodes, int seed)
    {
        (this.site, dice) = (site, new Dice(seed, $"door {scenario}"));
        var t = FirstAt;
        for (var i = 0; i < episodes; i++)
        {
            t = Add(scenario, t) + PauseSeconds + dice.Wait(1);
        }

        Lasts = TimeSpan.FromSeconds(t + FirstAt);
        Episodes = episodes;
        truth.Sort((one, other) => one.At.CompareTo(other.At));
    }

    public TimeSpan Lasts { get; }

    public int Episodes { get; }

    /// <summary>Who went through, in order of time.</summary>
    public IReadOnlyList<DoorTruth> Truth => truth;

    /// <summary>Everything in the door at one moment.</summary>
    internal void At(double t, List<Solid> solids)
    {
        solids.Clear();
        for (var i = firstPerson; i < people.Count && i < firstPerson + 12; i++)
        {
            people[i].AddTo(solids, t);
        }

        for (var i = firstLeaf; i < leaves.Count && i < firstLeaf + 2; i++)
        {
            leaves[i].AddTo(solids, t);
        }

        while (firstPerson < people.Count && people[firstPerson].Walk.End < t) firstPerson++;
        while (firstLeaf < leaves.Count && leaves[firstLeaf].From + leaves[firstLeaf].For + 2 < t) firstLeaf++;
    }

    /// <summary>From the beginning again.</summary>
    internal void Rewind() => firstPerson = firstLeaf = 0;

    private double Add(DoorScenario scenario, double t) => scenario switch
    {
        DoorScenario.SingleFile => Person(t, dice.Chance(0.1) ? ChildHeight() : AdultHeight(), dice.Chance(0.1)),
        DoorScenario.Children => Person(t, ChildHeight(), hasTrolley: false),
        DoorScenario.Trolleys => Person(t, AdultHeight(), hasTrolley: true),
        DoorScenario.Following => Row(t, 2, 0.5, 1),
        DoorScenario.FollowingClosely => Row(t, 2, 0.2, 0.5),
        DoorScenario.Abreast => Pair(t, Speed(), IsInward()),
        DoorScenario.Groups => Group(t),
        DoorScenario.TurningBack => TurnBack(t, dice.Between(0.05, 1.5)),
        DoorScenario.Loitering => Loiter(t),
        DoorScenario.Crowd => Crowd(t),
        DoorScenario.ChildAhead => ChildAhead(t),
        _ => LeafAndPerson(t),
    };

    private double Speed() => dice.Between(0.5, 2);

    private bool IsInward() => dice.Chance(0.5);

    private double AdultHeight() => Math.Clamp(dice.Around(1.71, 0.09), 1.45, 1.96);

    private double ChildHeight() => dice.Between(0.95, 1.35);

    private bool IsWide => site.WidthMetres > 1.5;

    private double Lane() => IsWide ? dice.Between(SideMetres - (site.WidthMetres / 2), (site.WidthMetres / 2) - SideMetres) : dice.Between(-0.18, 0.18);

    private double Person(double t, double height, bool hasTrolley) =>
        Add(new DoorWalk(dice, t, Speed(), IsInward(), Lane()), height, hasTrolley && height > 1.4);

    private double Add(DoorWalk walk, double height, bool hasTrolley = false)
    {
        people.Add(new DoorPerson(dice, walk, height, site.FloorCelsius, hasTrolley));
        if (walk.ThroughAt is { } at)
            truth.Add(new DoorTruth(TimeSpan.FromSeconds(at), walk.IsInward));
        return walk.End;
    }

    // From middle to middle it is a body's depth more than from back to chest.
    private double Row(double t, int count, double gapMin, double gapMax)
    {
        var (speed, isInward, end) = (Speed(), IsInward(), 0.0);
        for (var i = 0; i < count; i++)
        {
            end = Add(new DoorWalk(dice, t, speed, isInward, Lane()), AdultHeight());
            t += (dice.Between(gapMin, gapMax) + 0.25) / speed;
        }

        return end;
    }

    private double Pair(double t, double speed, bool isInward)
    {
        var reach = IsWide ? (site.WidthMetres / 2) - SideMetres - 0.35 : 0.05;
        var (middle, apart) = (dice.Between(-reach, reach), dice.Between(0.5, 0.7));
        var first = Add(new DoorWalk(dice, t, speed, isInward, middle - (apart / 2)), AdultHeight());
        return Math.Max(first, Add(new DoorWalk(dice, t + dice.Between(0, 0.15 / speed), speed, isInward, middle + (apart / 2)), AdultHeight()));
    }

    private double Crowd(double t)
    {
        var (count, end) = (2 + dice.Below(2), 0.0);
        var each = (site.WidthMetres - (2 * SideMetres)) / count;
        for (var i = 0; i < count; i++)
        {
            var lane = SideMetres - (site.WidthMetres / 2) + ((i + 0.5) * each) + dice.Between(-0.08, 0.08);
            end = Math.Max(end, Add(new DoorWalk(dice, t + dice.Between(0, 1), Speed(), IsInward(), lane), AdultHeight()));
        }

        return end;
    }

    private double ChildAhead(double t)
    {
        var (speed, isInward) = (dice.Between(0.5, 1.4), IsInward());
        Add(new DoorWalk(dice, t, speed, isInward, Lane()), ChildHeight());
        return Add(new DoorWalk(dice, t + ((dice.Between(0.2, 0.8) + 0.25) / speed), speed, isInward, Lane()), AdultHeight());
    }

    private double Group(double t)
    {
        var (left, speed, isInward, end) = (2 + dice.Below(3), dice.Between(0.5, 1.4), IsInward(), 0.0);
        while (left > 0)
        {
            var isPair = left > 1 && dice.Chance(0.35);
            end = isPair ? Pair(t, speed, isInward) : Add(new DoorWalk(dice, t, speed, isInward, Lane()), dice.Chance(0.2) ? ChildHeight() : AdultHeight());
            left -= isPair ? 2 : 1;
            t += (dice.Between(0.4, 1) + 0.25) / speed;
        }

        return end;
    }

    // At most until his back is still in the door; whoever is further has gone through and comes again.
    private double TurnBack(double t, double pause) => Add(
        new DoorWalk(dice, t, dice.Between(0.5, 1.6), IsInward(), Lane(), dice.Between(-0.4, 0.1), pause, goesBack: true), AdultHeight());

    private double Loiter(double t)
    {
        var goesBack = dice.Chance(0.5);
        return Add(
            new DoorWalk(dice, t, dice.Between(0.5, 1.6), IsInward(), Lane(), dice.Between(-0.4, goesBack ? 0.05 : 0.4), dice.Between(5, 20), goesBack),
            AdultHeight());
    }

    private double LeafAndPerson(double t)
    {
        var speed = dice.Between(0.5, 1.2);
        leaves.Add(new DoorLeafSwing(t, 1.4 + (3 / speed), dice.Between(1.99, 2.05)));
        return Add(new DoorWalk(dice, t + 1.3, speed, IsInward(), Lane()), AdultHeight()) + 2.6;
    }
}
