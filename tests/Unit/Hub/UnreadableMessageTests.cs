using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>Whatever a gateway sends is taken: thrown at the connection, it would come again for ever and stop every other gateway.</summary>
public class UnreadableMessageTests
{
    private static readonly string Numbered = $"\"source\":\"/stores/berlin-1/gateways/gw-1\",\"epoch\":\"{HubFixture.Epoch}\",\"sequence\":1";

    public static TheoryData<string, string> Nasty => new()
    {
        { "event/door.crossed", "{\"\\ud800xxx\":1}" },
        { "event/door.crossed", "{\"\\udc00xxx\":1," + Numbered + "}" },
        { "event/door.crossed", "{" + Numbered.Replace(HubFixture.Epoch.ToString(), "\\ud800", StringComparison.Ordinal) + "}" },
        { "event/door.crossed", "{" + Numbered.Replace("/stores", "\\ud800", StringComparison.Ordinal) + "}" },
        { "state/link", "{\"\\ud800xxx\":1}" },
        { "state/link", $"{{\"online\":true,\"epoch\":\"{HubFixture.Epoch}\",\"nextSequence\":1,\"version\":\"\\ud800\"}}" },
        { "state/health", "{\"\\ud800xxx\":1}" },
        { "answer/resend", "{\"\\ud800xxx\":1}" },
        { "answer/resend", $"{{\"epoch\":\"{HubFixture.Epoch}\",\"again\":[],\"gone\":[null],\"problem\":\"\"}}" },
        { "answer/resend", $"{{\"epoch\":\"{HubFixture.Epoch}\",\"again\":[null],\"gone\":[],\"problem\":\"\"}}" },
    };

    [Theory]
    [MemberData(nameof(Nasty))]
    public void HalfASurrogatePairOrANullInAListIsQuarantinedAndHoldsNothingUp(string topic, string payload)
    {
        using var hub = new HubFixture();
        hub.Store(HubFixture.Bytes($"edge/v1/berlin-1/gw-1/{topic}", payload), HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), 1));

        Assert.Equal(1, hub.Account.Stored);
        Assert.Equal(1, hub.Scalar("SELECT count(*) FROM quarantine WHERE reason <> ''"));
        Assert.Equal(payload, Encoding.UTF8.GetString(((IncomingUnreadable)Read(topic, payload)).Bytes));
    }

    private static Incoming Read(string topic, string payload) =>
        EventIntake.Read(HubFixture.Bytes($"edge/v1/berlin-1/gw-1/{topic}", payload), HubFixture.Received);
}
