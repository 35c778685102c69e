using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Client;

namespace EdgeGateway.Tests.Unit.Mqtt.Client;

public class MqttClientOptionsTests
{
    [Theory]
    [InlineData("mqtt://hub", "hub", 1883, false, false)]
    [InlineData("mqtts://hub", "hub", 8883, true, false)]
    [InlineData("ws://hub/mqtt", "hub", 80, false, true)]
    [InlineData("wss://hub:9001/mqtt", "hub", 9001, true, true)]
    [InlineData("mqtt://[::1]:5000", "::1", 5000, false, false)]
    public void TheServersSchemeSaysHowToConnect(string server, string host, int port, bool isTls, bool isWebSocket)
    {
        var address = BrokerAddress.TryParse(new Uri(server));

        Assert.Equal((host, port, isTls, isWebSocket), (address!.Host, address.Port, address.IsTls, address.IsWebSocket));
    }

    [Fact]
    public void TheDefaultsAreInOrder() =>
        Assert.Empty(new MqttClientOptions { Server = new Uri("mqtt://hub"), ClientId = "gw" }.Problems());

    [Fact]
    public void EveryProblemIsReportedWithItsKey()
    {
        var options = new MqttClientOptions
        {
            Server = new Uri("http://hub"),
            ClientId = new string('x', 70_000),
            KeepAlive = TimeSpan.FromDays(1),
            ReceiveMaximum = 0,
            SendMaximum = 0,
            ConnectTimeout = TimeSpan.Zero,
            PacketBytesMax = 1,
            Will = new MqttMessage { Topic = "a/#", Payload = new byte[70_000] },
        };

        var problems = options.Problems("uplink").ToArray();

        Assert.Equal(9, problems.Length);
        Assert.All(problems, problem => Assert.StartsWith("uplink.", problem, StringComparison.Ordinal));
        Assert.Contains("uplink.server: 'http://hub/' is no broker; write mqtt://host, mqtts://host, ws://host/path or wss://host/path.", problems);
    }

    [Fact]
    public void APasswordInTheUriIsNeverShown() =>
        Assert.DoesNotContain("secret", BrokerAddress.TryParse(new Uri("mqtt://me:secret@hub"))!.ToString(), StringComparison.Ordinal);
}
