namespace EdgeGateway.Visits;

/// <summary>How sightings become visits. README.md says which defaults were measured, on what and by which command.</summary>
public sealed record VisitOptions
{
    /// <summary>Smoothed strength from which a beacon counts as inside.</summary>
    public int EnterDbm { get; init; } = -80;

    /// <summary>Smoothed strength below which a beacon no longer counts as heard: outside, on its way, or in the next shop.</summary>
    public int LeaveDbm { get; init; } = -90;

    /// <summary>This many advertisements within <see cref="EnterWithin"/> make an arrival.</summary>
    public int EnterAdvertisements { get; init; } = 3;

    public TimeSpan EnterWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>One advertisement this strong makes an arrival alone: the beacon is within an arm's length of the receiver.</summary>
    public int EnterAtOnceDbm { get; init; } = -50;

    /// <summary>Time constant of the smoothing.</summary>
    public TimeSpan Smoothing { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A receiver that has not heard a beacon for longer than this says nothing about where it is now.</summary>
    public TimeSpan SignalFreshFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Another zone must be stronger by this much …</summary>
    public int MoveMarginDb { get; init; } = 5;

    /// <summary>… for this long before a visitor has moved there.</summary>
    public TimeSpan MoveAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A tap says for certain where a visitor stands; for this long the radio cannot move the visitor away again.</summary>
    public TimeSpan TapHoldsZone { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Without a sign for this long a visitor has left.</summary>
    public TimeSpan LeaveAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The same, when somebody went out through the door of the visitor's zone around the last sign.</summary>
    public TimeSpan LeaveAfterDoor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for a visit known by tap or code alone: no radio says that the visitor is still there.</summary>
    public TimeSpan LeaveAfterTap { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A visitor whose receiver has gone blind is not taken for gone, for this long at most.</summary>
    public TimeSpan BlindHoldMax { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A crossing inwards and a first appearance this close together are one person.</summary>
    public TimeSpan FuseWithin { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A radio still hears a person who has left: a crossing outwards may lie this far before the last sign.</summary>
    public TimeSpan HeardAfterDoor { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Another gateway of this store may hear the same visitors: <c>visitor.heard</c> tells the hub how strongly this one does.</summary>
    public bool SharesStore { get; init; }

    /// <summary>At most one word about a visitor in this time …</summary>
    public TimeSpan HeardEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>… when the strength has changed by this much …</summary>
    public int HeardStepDb { get; init; } = 5;

    /// <summary>… and one in this time although nothing has: the hub takes a gateway that is silent for longer for one that hears nothing.</summary>
    public TimeSpan HeardAtLeastEvery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Length of the interval that <c>door.traffic</c> sums up.</summary>
    public TimeSpan TrafficEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>At most one <c>beacon.health</c> per beacon in this time.</summary>
    public TimeSpan BeaconHealthEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Identifiers under observation at once. One more is not observed and is counted in <see cref="VisitTracker.Refused"/>.</summary>
    public int VisitorsMax { get; init; } = 2000;

    /// <summary>The configured doors: each has its totals from the start, and is blind until its sensor says that it works.</summary>
    public IReadOnlyList<string> Doors { get; init; } = [];

    /// <summary>Doors with a single beam or an ultrasonic sensor: their totals have passages, be it none.</summary>
    public IReadOnlyList<string> PassageDoors { get; init; } = [];

    /// <summary>Programmes whose carriers work here: never a visit, though their taps are reported.</summary>
    public IReadOnlyList<string> StaffProgrammes { get; init; } = [];

    /// <summary>Whether crossings are taken for staff's by their tags; with one radio at a busy door that does more harm than good (README.md).</summary>
    public bool StaffExcluded { get; init; } = true;

    /// <summary>A staff tag passes a door only when it is heard at least this well in the door's zone, smoothed …</summary>
    public int StaffNearDbm { get; init; } = -75;

    /// <summary>… within this time of the crossing.</summary>
    public TimeSpan StaffNearWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A staff tag that is heard weaker than this, smoothed, is not here: it is on its way in the street.</summary>
    public int StaffHereDbm { get; init; } = -85;

    /// <summary>A staff tag that no radio hears so for this long has gone, and one that is heard after it has come.</summary>
    public TimeSpan StaffSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A radio reaches through the door: a staff tag may be heard this long before its owner comes in, or after its owner has gone out.</summary>
    public TimeSpan StaffHeardOutside { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A staff tag may be heard for the first time this long after its owner came in; every crossing inwards waits for it.</summary>
    public TimeSpan StaffHeardAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Every problem, each with its key and its remedy.</summary>
    public IEnumerable<string> Problems(string key = "visits")
    {
        string[] all =
        [
            .. Signal(key),
            Positive($"{key}.enterWithin", EnterWithin),
            Positive($"{key}.smoothing", Smoothing),
            Positive($"{key}.signalFreshFor", SignalFreshFor),
            Positive($"{key}.leaveAfter", LeaveAfter),
            Positive($"{key}.leaveAfterDoor", LeaveAfterDoor),
            Positive($"{key}.leaveAfterTap", LeaveAfterTap),
            .. Words(key),
            Positive($"{key}.trafficEvery", TrafficEvery),
            Positive($"{key}.beaconHealthEvery", BeaconHealthEvery),
            NotNegative($"{key}.moveAfter", MoveAfter),
            NotNegative($"{key}.tapHoldsZone", TapHoldsZone),
            NotNegative($"{key}.fuseWithin", FuseWithin),
            NotNegative($"{key}.heardAfterDoor", HeardAfterDoor),
            NotNegative($"{key}.blindHoldMax", BlindHoldMax),
            NotNegative($"{key}.staffHeardOutside", StaffHeardOutside),
            NotNegative($"{key}.staffHeardAfter", StaffHeardAfter),
            Positive($"{key}.staffNearWithin", StaffNearWithin),
            StaffSilence < TimeSpan.FromSeconds(2) || StaffSilence > TimeSpan.FromMinutes(5)
                ? $"{key}.staffSilence: {StaffSilence} is outside 2 s to 5 min; a tag that sends every second is surely gone after 10 s"
                : "",
            StaffHereDbm is < -127 or > 0 || StaffHereDbm > StaffNearDbm
                ? $"{key}.staffHereDbm: {StaffHereDbm} is above {key}.staffNearDbm ({StaffNearDbm}), or no strength; -85 is where a tag begins to be here"
                : "",
            StaffNearDbm is < -127 or > 0 ? $"{key}.staffNearDbm: {StaffNearDbm} is outside -127 to 0; -75 is a few metres" : "",
            LeaveAfterDoor > LeaveAfter
                ? $"{key}.leaveAfterDoor: {LeaveAfterDoor} is longer than {key}.leaveAfter ({LeaveAfter}); a crossing outwards can only shorten the wait"
                : "",
            VisitorsMax is < 1 or > 100_000 ? $"{key}.visitorsMax: {VisitorsMax} is outside 1 to 100000; 2000 suits a store" : "",
        ];
        return all.Where(problem => problem.Length > 0);
    }

    private IEnumerable<string> Signal(string key)
    {
        if (LeaveDbm >= EnterDbm)
        {
            yield return $"{key}.leaveDbm: {LeaveDbm} is not below {key}.enterDbm ({EnterDbm}); leave 10 dB between them, or visitors flap";
        }

        if (EnterAtOnceDbm < EnterDbm)
        {
            yield return $"{key}.enterAtOnceDbm: {EnterAtOnceDbm} is below {key}.enterDbm ({EnterDbm}); -50 means an arm's length";
        }

        if (EnterDbm is < -127 or > 0 || LeaveDbm is < -127 or > 0)
        {
            yield return $"{key}.enterDbm and {key}.leaveDbm: received strength lies between -127 and 0 dBm; give values such as -80 and -90";
        }

        if (EnterAdvertisements is < 1 or > 16)
        {
            yield return $"{key}.enterAdvertisements: {EnterAdvertisements} is outside 1 to 16; 3 is quick and hard to fool";
        }

        if (MoveMarginDb is < 0 or > 40)
        {
            yield return $"{key}.moveMarginDb: {MoveMarginDb} is outside 0 to 40; 5 keeps zones from flapping";
        }
    }

    private IEnumerable<string> Words(string key)
    {
        if (HeardEvery < TimeSpan.FromSeconds(1) || HeardAtLeastEvery < HeardEvery || HeardAtLeastEvery > TimeSpan.FromSeconds(120))
        {
            yield return $"{key}.heardEvery, {key}.heardAtLeastEvery: {HeardEvery} and {HeardAtLeastEvery}; choose a second or more, and as long or longer up to two minutes, such as 00:00:05 and 00:01:00";
        }

        if (HeardStepDb is < 1 or > 40)
        {
            yield return $"{key}.heardStepDb: {HeardStepDb} is outside 1 to 40; 5 is what a step aside changes";
        }
    }

    private static string Positive(string key, TimeSpan value) => value > TimeSpan.Zero ? "" : $"{key}: {value} is not a positive time; give one such as 00:00:05";

    private static string NotNegative(string key, TimeSpan value) => value >= TimeSpan.Zero ? "" : $"{key}: {value} is negative; give zero or more";
}
