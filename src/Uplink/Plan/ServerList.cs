using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <summary>Which broker is next: the list in order of preference, and where a broker sends us. Pure.</summary>
internal sealed class ServerList(IReadOnlyList<Uri> configured)
{
    /// <summary>Brokers that send us on and on are not followed for ever.</summary>
    public const int RedirectsMax = 3;

    private readonly Uri[] servers = [.. configured];
    private Uri? detour;
    private int index;
    private int redirects;

    public Uri Current => detour ?? servers[index];

    public Uri Preferred => servers[0];

    public bool IsPreferred => Current == Preferred;

    /// <summary>A connection stands.</summary>
    public void Connected() => redirects = 0;

    /// <summary>A connection that stood was lost, or is left for the preferred broker: begin with that one.</summary>
    public void StartOver() => (detour, index) = (null, 0);

    /// <summary>A connection did not come about: the next one's turn. True when every broker has had its turn.</summary>
    public bool Failed()
    {
        index = detour is null ? (index + 1) % servers.Length : 0;
        detour = null;
        redirects = index == 0 ? 0 : redirects;
        return index == 0;
    }

    /// <summary>
    /// The broker sends us elsewhere (MQTT 5.0 section 4.13): with Use another server for one connection, with Server moved for as long as this
    /// process lives. False when it names no broker that we may follow to.
    /// </summary>
    public bool Follow(ReasonCode reason, string? reference)
    {
        if (reason is not (ReasonCode.UseAnotherServer or ReasonCode.ServerMoved) || redirects >= RedirectsMax
            || ServerReference.TryRead(reference, Current) is not { } target || target == Current)
        {
            return false;
        }

        redirects++;
        if (reason == ReasonCode.ServerMoved && detour is null)
        {
            servers[index] = target;
        }
        else
        {
            detour = target;
        }

        return true;
    }
}
