using EdgeGateway.Hub.Configuration;
using Microsoft.Extensions.Configuration;

namespace EdgeGateway.Tests.Unit.Hub;

public class HubSettingsTests
{
    [Fact]
    public void NothingSetIsAHubForThisMachine()
    {
        var (options, problems) = Read();

        Assert.Empty(problems);
        Assert.True(options.Broker.IsEmbedded);
        Assert.True(System.Net.IPAddress.IsLoopback(options.Http.EndPoint!.Address));
    }

    [Fact]
    public void EveryProblemIsToldAtOnceWithKeyAndRemedy()
    {
        var (_, problems) = Read(
            ("http:listen", "http://0.0.0.0:80"), ("http:lisen", "x"), ("ingest:groupMax", "many"), ("broker:uri", "amqp://x"),
            ("customers:file", "customers.csv"), ("broker:users:0:name", "gw"));

        Assert.Contains(problems, problem => problem.StartsWith("http.listen: ", StringComparison.Ordinal) && problem.Contains("http.tokenFile", StringComparison.Ordinal));
        Assert.Contains("http.lisen: no such key; did you mean http.listen?", problems);
        Assert.Contains("ingest.groupMax: 'many' is not a whole number", problems);
        Assert.Contains(problems, problem => problem.StartsWith("broker.uri: ", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("customers.file: ", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("broker.users.0", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherMachinesAreServedWithATokenOnly()
    {
        Assert.NotEmpty(Read(("http:listen", "http://192.0.2.1:8080")).Problems);
        Assert.NotEmpty(Read(("http:listen", "http://192.0.2.1:8080"), ("http:token", "short")).Problems);
        Assert.Empty(Read(("http:listen", "http://192.0.2.1:8080"), ("http:token", "0123456789abcdef")).Problems);
    }

    [Fact]
    public void AnOpenBrokerNeedsUsers()
    {
        Assert.NotEmpty(Read(("broker:listen", "0.0.0.0:1883")).Problems);
        Assert.Empty(Read(
            ("broker:listen", "0.0.0.0:1883"), ("broker:users:0:name", "gw"), ("broker:users:0:password", "p"),
            ("broker:users:0:store", "berlin-1"), ("broker:users:0:gateway", "gw-1")).Problems);
    }

    [Theory]
    [InlineData("https://hub.example")]
    [InlineData("hub.example/")]
    [InlineData("hub.example:99999")]
    [InlineData("*")]
    [InlineData("a b")]
    [InlineData("2001:db8::7")]
    [InlineData("hüb.example")]
    public void ANameThatNoBrowserSendsIsAProblem(string host) =>
        Assert.Contains(Read(("http:hosts:0", host)).Problems, problem => problem.StartsWith($"http.hosts: '{host}' is not NAME or NAME:PORT", StringComparison.Ordinal));

    [Theory]
    [InlineData("hub.example")]
    [InlineData("Hub.Example:8443")]
    [InlineData("192.0.2.7:8443")]
    [InlineData("hub.example:443")]
    [InlineData("[2001:db8::7]:8443")]
    [InlineData("till_server")]
    public void ANameThatABrowserSendsIsNone(string host) => Assert.Empty(Read(("http:hosts:0", host)).Problems);

    [Fact]
    public void OneTextInsteadOfAListIsSaidToBeThat() => Assert.Equal(
        ["http.hosts: is a list; write [\"hub.example\"], or in the environment EDGEHUB__HTTP__HOSTS__0"], Read(("http:hosts", "hub.example")).Problems);

    [Fact]
    public void AnEmptySecretFileIsAProblem()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(
                [$"http.tokenFile: {file} is empty; put the secret into it, or remove the key"], Read(("http:tokenFile", file)).Problems);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void APasswordInTheBrokersAddressIsRefusedAndNotRepeated()
    {
        var problem = Assert.Single(Read(("broker:uri", "mqtt://hub:secret@mqtt.example")).Problems);

        Assert.Contains("broker.userName and broker.passwordFile", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--http")]
    [InlineData("--colour")]
    [InlineData("stray")]
    public void ACommandLineThatIsNoneIsAProblem(string argument) => Assert.NotNull(HubArguments.Read([argument]).Problem);

    [Fact]
    public void TheCommandLineSetsKeys()
    {
        var arguments = HubArguments.Read(["--config", "hub.json", "--http=http://127.0.0.1:0", "--demo"]);

        Assert.Null(arguments.Problem);
        Assert.Equal("hub.json", arguments.ConfigFile);
        Assert.Equal("http://127.0.0.1:0", arguments.Settings["http:listen"]);
        Assert.Equal("true", arguments.Settings["customers:samples"]);
    }

    private static (HubOptions Options, IReadOnlyList<string> Problems) Read(params (string Key, string Value)[] settings) =>
        HubSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build());
}
