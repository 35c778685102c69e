namespace EdgeGateway.Sensing;

/// <summary>Decides how long to wait before a device is opened again: a second, then twice as long each time, at most a minute.</summary>
internal sealed class ReopenDelay
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TimeSpan next = First;

    /// <param name="lasted">How long the device worked; a long time means that this trouble is a new one.</param>
    public TimeSpan Next(TimeSpan lasted)
    {
        next = lasted >= Longest ? First : next;
        var delay = next;
        next = next * 2 < Longest ? next * 2 : Longest;
        return delay;
    }
}
