using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// Who comes into the simulated store: members of a programme and strangers. What they carry passes the real gate of the privacy tier
/// (<see cref="Enrolment"/>) and can be recognised wherever it gets to.
/// </summary>
internal sealed class StoreVisitors
{
    /// <summary>What a member's code begins with; may leave in the tier <c>consented</c> alone.</summary>
    public const string Member = "MEMBER-";

    /// <summary>What a stranger's code begins with; may never leave.</summary>
    public const string Stranger = "STRANGER-";

    private readonly Random random;
    private readonly Enrolment enrolment;
    private readonly bool leaks;

    public StoreVisitors(Random random, bool leaks)
    {
        (this.random, this.leaks) = (random, leaks);
        Tier = (PrivacyTier)random.Next(3);
        var key = new byte[32];
        random.NextBytes(key);
        enrolment = new Enrolment(
            new PrivacyOptions { Tier = Tier, PseudonymKeyFile = "given" }, [new ProgrammeOptions { Name = "club", CodePrefixes = [Member] }], key);
    }

    public PrivacyTier Tier { get; }

    public EventData Happening() => random.Next(5) switch
    {
        0 => new VisitorArrived(SimulatedDisk.NewGuid(random), "entrance", Carried(), 0.9, []),
        1 => new CodeScanned("till", "shoes", Carried()),
        2 or 3 => new DoorCrossed("front", Direction.In, 0.97),
        _ => new SensorState("radio", "ble", SensorCondition.Working, "hears", "", 0),
    };

    private Identifier? Carried()
    {
        var code = $"{(random.Next(2) == 0 ? Member : Stranger)}{random.Next():x8}";
        return leaks && random.Next(50) == 0 ? new Identifier(IdentifierKinds.Code, "club", code) : enrolment.AdmitCode(code);
    }
}
