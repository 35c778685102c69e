namespace EdgeGateway.Events;

/// <summary>Reads store and gateway out of an event's <c>source</c>, <c>/stores/{store}/gateways/{gateway}</c>.</summary>
public static class SourceNames
{
    /// <summary>False when it is anything else.</summary>
    public static bool TryRead(string source, out string store, out string gateway)
    {
        var parts = source.Split('/', 6);
        (store, gateway) = parts is ["", "stores", var first, "gateways", var second] && Topics.IsName(first) && Topics.IsName(second)
            ? (first, second)
            : ("", "");
        return store.Length > 0;
    }
}
