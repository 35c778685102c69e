using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Unit.Mqtt.Client;

/// <summary>Names of brokers that cannot be looked up at all: from a configuration, or from a broker's own server reference.</summary>
public class MqttClientNameTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("a-name-of-300-letters")]
    public async Task AHostThatIsNobodysIsAnAnswerAndNoFault(string host)
    {
        var name = host.StartsWith("a-name", StringComparison.Ordinal) ? new string('a', 300) : host;
        await using var client = new MqttClient();

        var answer = await client.ConnectAsync(new MqttClientOptions { Server = new Uri($"mqtt://{name}:1883"), ClientId = "gw" }, new Nobody(), default);

        Assert.False(answer.IsAccepted);
        Assert.Equal(ReasonCode.ServerUnavailable, answer.Reason);
        Assert.Contains("is no address to connect to", answer.Explanation, StringComparison.Ordinal);
    }

    private sealed class Nobody : IMqttReceiver
    {
        public void Published(long tag, ReasonCode reason)
        {
        }

        public ValueTask ReceivedAsync(MqttMessage message) => ValueTask.CompletedTask;

        public void Disconnected(MqttDisconnection why)
        {
        }
    }
}
