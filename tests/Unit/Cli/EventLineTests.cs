using EdgeGateway.Cli;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Tests.Unit.Cli;

public class EventLineTests
{
    [Fact]
    public void AHostileNameIsPrintedAndNotObeyed()
    {
        var happened = new GatewayEvent(
            Guid.Empty, "/stores/a/gateways/b", EventTypes.DoorCrossed, "doors/x", DateTimeOffset.UnixEpoch, Guid.Empty, 1, Guid.Empty, TimeSpan.Zero,
            ClockQuality.Synchronised, new DoorCrossed("[red]front[/]", Direction.In, 1));

        Assert.Contains("[red]front[/]", Markup.Remove(EventLine.Markup(happened)), StringComparison.Ordinal);
    }
}
