namespace EdgeGateway.Tests.Simulation;

/// <summary>What is on its way: actions in the order of their time, and of their sending where the time is the same.</summary>
internal sealed class Deliveries(VirtualTime time)
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> queue = new();
    private long order;

    public void After(TimeSpan delay, Action arrive) => queue.Enqueue(arrive, (time.Elapsed + delay, order++));

    public void RunDue()
    {
        while (queue.TryPeek(out _, out var due) && due.At <= time.Elapsed)
        {
            queue.Dequeue()();
        }
    }
}
