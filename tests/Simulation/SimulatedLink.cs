namespace EdgeGateway.Tests.Simulation;

/// <summary>One TCP connection between gateway and broker: it delays, keeps the order, and once cut carries nothing any more.</summary>
internal sealed class SimulatedLink(Deliveries deliveries, VirtualTime time, Random random)
{
    private TimeSpan lastUp;
    private TimeSpan lastDown;

    public bool IsCut { get; private set; }

    public void Cut() => IsCut = true;

    public void Up(Action arrive) => lastUp = Carry(lastUp, arrive);

    public void Down(Action arrive) => lastDown = Carry(lastDown, arrive);

    private TimeSpan Carry(TimeSpan last, Action arrive)
    {
        var at = time.Elapsed + TimeSpan.FromMilliseconds(random.Next(1, 80));
        at = at < last ? last : at;
        deliveries.After(at - time.Elapsed, () =>
        {
            if (!IsCut)
            {
                arrive();
            }
        });
        return at;
    }
}
