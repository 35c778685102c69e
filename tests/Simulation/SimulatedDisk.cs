using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// A medium below the outbox that keeps what was committed over crashes, and misbehaves by seed: full for a while, a commit that fails
/// although it reached the disk, a file gone bad.
/// </summary>
internal sealed class SimulatedDisk(Random random)
{
    public DiskImage Image { get; private set; } = new(NewGuid(random));

    /// <summary>Files that were given up; they keep what was in them.</summary>
    public List<DiskImage> Quarantined { get; } = [];

    /// <summary>A commit that failed after its bytes were written.</summary>
    public DiskImage? Unseen { get; set; }

    public BrokenRule Broken { get; init; }

    /// <summary>What stood there before the last commit.</summary>
    public DiskImage? Previous { get; set; }

    public bool IsFull { get; set; }

    public bool IsDamaged { get; set; }

    /// <summary>The outbox has closed the file for good.</summary>
    public bool IsGivenUp { get; set; }

    public double FailAfterCommit { get; set; }

    public static Guid NewGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    public IStore Open()
    {
        (Image, Unseen) = (Broken == BrokenRule.DiskForgets && Previous is not null ? Previous : Unseen ?? Image, null);
        if (IsDamaged || IsGivenUp)
        {
            Quarantined.Add(Image);
            Image = new DiskImage(NewGuid(random));
        }

        (IsDamaged, IsGivenUp) = (false, false);

        return new SimulatedStore(this);
    }

    /// <summary>What stands there when a transaction has been committed.</summary>
    public void Became(DiskImage image) => (Previous, Image, Unseen) = (Image, image, null);

    /// <summary>What the disk answers to a commit; null when it is well.</summary>
    public StoreException? Answer()
    {
        if (IsDamaged)
        {
            return new StoreException(StoreTrouble.Damaged, "the file is damaged");
        }

        return IsFull ? new StoreException(StoreTrouble.Unavailable, "the disk is full") : null;
    }

    /// <summary>An error after the bytes had reached the disk.</summary>
    public bool FailsAfterCommit() => random.NextDouble() < FailAfterCommit;
}
