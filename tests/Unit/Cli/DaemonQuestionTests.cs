using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using EdgeGateway.Cli;
using EdgeGateway.Control;

namespace EdgeGateway.Tests.Unit.Cli;

public sealed class DaemonQuestionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, true, "--json")]
    [InlineData(1, false)]
    [InlineData(1, false, "--json")]
    public async Task ExitCodeIsTheSameWithAndWithoutJson(int expected, bool isWell, params string[] options)
    {
        var path = Path.Combine(folder, "control.sock");
        using var daemon = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        daemon.Bind(new UnixDomainSocketEndPoint(path));
        daemon.Listen();
        var answering = AnswerAsync(daemon);
        var command = DaemonQuestion.Build("sensors", "", ControlRoutes.Sensors, ControlJsonContext.Default.IReadOnlyListSensorHealth, _ => { }, _ => isWell);

        var exitCode = await command.Parse(["--socket", path, .. options]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

        await answering;
        Assert.Equal(expected, exitCode);
    }

    [Theory]
    [InlineData(108)]
    [InlineData(1000)]
    public async Task SocketPathThatIsTooLongIsSaidInASentence(int length)
    {
        using var client = new ControlClient("/" + new string('a', length - 1));

        var problem = await Assert.ThrowsAsync<ControlException>(
            () => client.AskAsync(ControlRoutes.Sensors, ControlJsonContext.Default.IReadOnlyListSensorHealth, TestContext.Current.CancellationToken));

        Assert.Contains("a socket's path has at most 107 characters", problem.Message, StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(Socket daemon)
    {
        using var client = await daemon.AcceptAsync(TestContext.Current.CancellationToken);
        await client.ReceiveAsync(new byte[4096], TestContext.Current.CancellationToken);
        const string answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]";
        await client.SendAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
