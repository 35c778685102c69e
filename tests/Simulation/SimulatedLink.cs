namespace EdgeGateway.Tests.Simulation;

/// <summary>One TCP connection between gateway and broker: it delays and keeps the order; once cut it carries nothing any more, but what was sent may still arrive late.</summary>
internal sealed class SimulatedLink(Deliveries deliveries, VirtualTime time, Random random)
{
    private TimeSpan lastUp;
    private TimeSpan lastDown;

    public bool IsCut { get; private set; }

    public void Cut() => IsCut = true;

    /// <param name="late">What still arrives seconds after the cut, now and then: the broker reads on what was in its socket's buffer.</param>
    public void Up(Action arrive, Action? late = null) => lastUp = Carry(lastUp, arrive, late);

    public void Down(Action arrive) => lastDown = Carry(lastDown, arrive, null);

    private TimeSpan Carry(TimeSpan last, Action arrive, Action? late)
    {
        var at = time.Elapsed + TimeSpan.FromMilliseconds(random.Next(1, 80));
        at = at < last ? last : at;
        deliveries.After(at - time.Elapsed, () =>
        {
            if (!IsCut)
            {
                arrive();
            }
            else if (late is not null && random.Next(2) == 0)
            {
                deliveries.After(TimeSpan.FromMilliseconds(random.Next(5000)), late);
            }
        });
        return at;
    }
}
