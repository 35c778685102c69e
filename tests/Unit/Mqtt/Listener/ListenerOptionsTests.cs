using System.Net;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class ListenerOptionsTests
{
    [Fact]
    public void TheDefaultsOnlyLackSomebodyWhoMayConnect()
    {
        Assert.Equal(
            ["listener.users: is empty, so nobody can connect; add a user or set listener.allowAnonymous"],
            new MqttListenerOptions().Problems());
        Assert.Empty(new MqttListenerOptions { AllowAnonymous = true }.Problems());
    }

    [Fact]
    public void AllProblemsAreReportedEachWithItsKeyAndTheRemedy()
    {
        var options = new MqttListenerOptions
        {
            Endpoints = [new MqttListenerEndpoint(new IPEndPoint(IPAddress.Loopback, 0)) { IsTls = true }],
            Users =
            [
                new MqttUser { Name = "a", PasswordHash = "secret", Rights = new MqttTopicRights { Publish = ["a/#/b"] } },
                new MqttUser { Name = "a", PasswordHash = MqttPasswordHash.Create("x"u8, 1), Rights = new MqttTopicRights { Subscribe = ["$share/g/a"] } },
            ],
            Limits = new MqttListenerLimits { PacketBytesMax = 0, KeepAliveMax = TimeSpan.Zero },
        };

        var problems = options.Problems("hub.listener").ToList();
        Assert.Equal(7, problems.Count);
        Assert.Contains(problems, problem => problem.StartsWith("hub.listener.endpoints[0]: asks for TLS", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("hub.listener.users: \"a\" stands there 2 times", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("hub.listener.users[0].passwordHash:", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("hub.listener.users[0].publish: \"a/#/b\"", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("hub.listener.users[1].subscribe:", StringComparison.Ordinal));
        Assert.Contains("hub.listener.limits.packetBytesMax: is 0; choose a value from 1024 to 268435456", problems);
    }
}
