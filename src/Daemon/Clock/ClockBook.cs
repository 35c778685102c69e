using System.Globalization;
using EdgeGateway.Devices;

namespace EdgeGateway.Daemon.Clock;

/// <summary>
/// What is known of the time: when this and earlier boots began, and the floor below which it cannot be. Pure but for asking the clock; safe for threads.
/// </summary>
/// <param name="release">The software is no older than that.</param>
internal sealed class ClockBook(IClock clock, ClockMemory memory, DateTimeOffset release)
{
    /// <summary>How much later than its release the software may be in use; a floor beyond that is damage, not time.</summary>
    public static readonly TimeSpan FloorAheadMax = TimeSpan.FromDays(20 * 365);

    /// <summary>How often the floor is worth a write to the flash.</summary>
    public static readonly TimeSpan FloorEvery = TimeSpan.FromHours(1);

    private static readonly TimeSpan CorrectionMin = TimeSpan.FromSeconds(1);

    private volatile ClockMemory memory = memory.Floor > release + FloorAheadMax ? memory with { Floor = DateTimeOffset.UnixEpoch } : memory;

    /// <summary>Empty, or why the remembered floor is not believed.</summary>
    public string Problem { get; } = memory.Floor > release + FloorAheadMax
        ? string.Create(CultureInfo.InvariantCulture, $"The remembered time, {memory.Floor:u}, is too long after this software's release to be true: it is ignored.")
        : "";

    /// <summary>As it has to be remembered.</summary>
    public ClockMemory Memory => memory;

    /// <summary>Null unless the clock became right during that boot.</summary>
    public DateTimeOffset? Began(Guid boot) => memory.Boots.FirstOrDefault(one => one.Boot == boot)?.Began;

    /// <summary>What certificates are checked against: null, the clock, while that is right; else the latest time that it certainly is.</summary>
    public DateTimeOffset? CertificateTime()
    {
        if (clock.IsSynchronised)
        {
            return null;
        }

        var floor = memory.Floor > release ? memory.Floor : release;
        var now = clock.UtcNow;
        return now > floor ? now : floor;
    }

    /// <summary>Looks at the clock. True when there is something new that is worth writing down.</summary>
    /// <param name="atEnd">The daemon stops: the floor is worth a write whatever its age.</param>
    public bool Look(bool atEnd = false)
    {
        if (!clock.IsSynchronised)
        {
            return false;
        }

        var (now, sinceBoot) = (clock.UtcNow, clock.SinceBoot);
        var began = now - sinceBoot;
        var isCorrected = (Began(clock.BootId) - began)?.Duration() is not { } difference || difference >= CorrectionMin;
        // A clock that is right may also be earlier than the floor: then it was wrong when that was written.
        if (!isCorrected && (now - memory.Floor).Duration() < FloorEvery && !atEnd)
        {
            return false;
        }

        BootBeginning[] boots = isCorrected
            ? [new BootBeginning(clock.BootId, began), .. memory.Boots.Where(one => one.Boot != clock.BootId).Take(ClockMemory.BootsMax - 1)]
            : [.. memory.Boots];
        memory = new ClockMemory(now, boots);
        return true;
    }
}
