namespace EdgeGateway.Uplink;

/// <summary>
/// What the connections before have brought of one file: a long one need not begin anew whenever the line breaks. The hub's word alone does not tell that:
/// it also covers what was dropped, and the file may be all that there is of it. So what the word covered from the first is sent whatever it says.
/// </summary>
internal sealed class ConsignmentProgress
{
    private readonly Dictionary<Guid, long> firstWords = [];

    /// <summary>The hub's first word about an epoch of the file; later ones are known already.</summary>
    public void Begin(Guid epoch, long hubThrough) => firstWords.TryAdd(epoch, hubThrough);

    /// <summary>The hub has had the event since the first attempt.</summary>
    public bool HasCome(Guid epoch, long sequence, long hubThrough) =>
        firstWords.TryGetValue(epoch, out var first) && sequence > first && sequence <= hubThrough;
}
