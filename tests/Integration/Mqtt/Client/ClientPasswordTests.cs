using EdgeGateway.Mqtt;
using EdgeGateway.Tests.Integration.Mqtt.Listener;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>User name and password against mosquitto.</summary>
public class ClientPasswordTests
{
    [Theory]
    [InlineData("gw", "right", true)]
    [InlineData("gw", "wrong", false)]
    [InlineData(null, "", false)]
    public async Task OnlyTheRightPasswordGetsIn(string? user, string password, bool isAccepted)
    {
        await using var mosquitto = await MosquittoBroker.StartAsync(
            "allow_anonymous false\npassword_file {folder}/users", new() { ["users"] = await PasswordFileAsync("gw", "right") });
        var (client, _, answer) = await mosquitto.ConnectAsync(
            "gw", options => options with { UserName = user, Password = System.Text.Encoding.UTF8.GetBytes(password) });
        await using var closing = client;

        Assert.Equal(isAccepted, answer.IsAccepted);
        if (!isAccepted) Assert.Contains("not allowed in", answer.Explanation, StringComparison.Ordinal);
    }

    private static async Task<string> PasswordFileAsync(string user, string password)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var program = new PeerProgram("mosquitto_passwd", ["-b", "-c", file, user, password], "mosquitto");
            Assert.Equal(0, (await program.EndAsync()).ExitCode);
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
