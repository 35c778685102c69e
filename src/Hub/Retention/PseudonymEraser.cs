using EdgeGateway.Events;

namespace EdgeGateway.Hub.Retention;

/// <summary>An event's bytes without the pseudonym: written anew from what is understood, so that nothing hides in a member that is not.</summary>
internal static class PseudonymEraser
{
    /// <summary>What stands where an identifier has to.</summary>
    public const string Erased = "erased";

    public static byte[] Erase(byte[] json)
    {
        if (!EventJson.TryRead(json, out var read, out _) || Without(read.Data) is not { } data)
        {
            return "{}"u8.ToArray();
        }

        return EventJson.Write(read.Redraft(data), read.Epoch, read.Sequence);
    }

    private static EventData? Without(EventData? data) => data switch
    {
        VisitorArrived one => one with { Identifier = null },
        VisitorMoved one => one with { Identifier = null },
        VisitorLeft one => one with { Identifier = null },
        TapRead one => one with { Identifier = null },
        CodeScanned one => one with { Identifier = null },
        BeaconHealth one => one with { Beacon = one.Beacon with { Value = Erased } },
        _ => null,
    };
}
