using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>Connected to the second broker of the list: is the first one back?</summary>
public class PreferredBrokerTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData(ReasonCode.ServerUnavailable, ReasonCode.Success)]
    [InlineData(ReasonCode.ServerUnavailable, ReasonCode.NotAuthorized)]
    [InlineData(ReasonCode.NotAuthorized, ReasonCode.Success)]
    public async Task WeLeaveForTheFirstOnceItIsThere(ReasonCode before, ReasonCode toTheProbe)
    {
        await using var bench = Bench(before, ReasonCode.Success, ReasonCode.ServerUnavailable, toTheProbe);
        await bench.EventuallyWithTime(() => Hosts(bench).Count == 5, "the first again", LongEnough);

        Assert.Equal(["one.example", "two.example", "one.example-probe", "one.example-probe", "one.example"], Hosts(bench));
    }

    [Fact]
    public async Task WhoRefusesTheGatewayItselfIsNotBackBecauseItRefusesTheProbe()
    {
        await using var bench = Bench(ReasonCode.NotAuthorized, ReasonCode.Success, [.. Enumerable.Repeat(ReasonCode.NotAuthorized, 50)]);
        await bench.EventuallyWithTime(() => Hosts(bench).Count >= 6, "four probes", LongEnough);

        Assert.Equal(["one.example", "two.example"], Hosts(bench).Where(host => !host.EndsWith("-probe", StringComparison.Ordinal)));
        Assert.True(bench.Pump.Status.Connected);
    }

    private static UplinkBench Bench(ReasonCode first, ReasonCode second, params ReasonCode[] probes) => new(
        options => options with { Servers = [new Uri("mqtt://one.example"), new Uri("mqtt://two.example")] },
        broker =>
        {
            foreach (var reason in (ReasonCode[])[first, second, .. probes])
            {
                broker.Answers.Enqueue(new MqttConnection(reason, reason == ReasonCode.Success ? "" : $"the broker says {reason}"));
            }
        });

    private static List<string> Hosts(UplinkBench bench) =>
        [.. bench.Broker.Connects.ToArray().Select(options => options.Server.Host + (options.ClientId.EndsWith("-probe", StringComparison.Ordinal) ? "-probe" : ""))];
}
