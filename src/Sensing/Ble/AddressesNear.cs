namespace EdgeGateway.Sensing;

/// <summary>
/// How many radio addresses were heard within a minute: a measure of how full it is, without knowing anybody. The addresses are
/// forgotten with the minute; the number alone leaves. A phone may use two addresses, and a shelf label is no visitor.
/// </summary>
internal sealed class AddressesNear
{
    /// <summary>More are not counted; then the number is this.</summary>
    public const int AddressesMax = 4096;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly HashSet<BluetoothAddress> heard = new(AddressesMax);
    private TimeSpan? began;

    /// <summary>Of the last whole minute; null until there was one.</summary>
    public int? LastMinute { get; private set; }

    public void Hear(BluetoothAddress address)
    {
        if (heard.Count < AddressesMax)
        {
            heard.Add(address);
        }
    }

    /// <summary>Ends the minute when it is over.</summary>
    public void Advance(TimeSpan at)
    {
        if (began is { } since && at - since < Window)
        {
            return;
        }

        // After a gap the minute that was heard is an old one.
        LastMinute = at - began < Window * 2 ? heard.Count : null;
        heard.Clear();
        began = at;
    }
}
