using System.Net;
using System.Net.Sockets;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Daemon.Endpoints;
using EdgeGateway.Devices;

namespace EdgeGateway.Tests.Integration.Daemon;

public sealed class ControlSocketTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("control-").FullName;

    private string Path => System.IO.Path.Combine(folder, "control.sock");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AnOrdinaryFileAtTheSocketsPathStaysAsItIsAndStopsTheStart()
    {
        File.WriteAllText(Path, "somebody's work");

        var refused = Assert.Throws<DeviceException>(Claim);

        Assert.StartsWith($"control.socket: {Path} is not a socket", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith($"control.socket: {Path} is a file", Assert.Single(new ControlOptions { Socket = Path }.Problems("control")), StringComparison.Ordinal);
        Assert.Equal("somebody's work", File.ReadAllText(Path));
    }

    [Fact]
    public void AFolderAtTheSocketsPathStopsTheStart()
    {
        Directory.CreateDirectory(Path);

        Assert.Contains("is not a socket", Assert.Throws<DeviceException>(Claim).Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path));
    }

    [Fact]
    public void ASocketThatSomebodyAnswersOnIsLeftToHim()
    {
        using var other = Listener();

        Assert.Contains("systemctl stop edge-gateway", Assert.Throws<DeviceException>(Claim).Message, StringComparison.Ordinal);
        Assert.Equal(SocketPathState.Answers, SocketPath.Look(Path));
    }

    [Fact]
    public void ASocketThatAKilledDaemonLeftBehindMakesWay()
    {
        using (Listener())
        {
            // .NET removes the file that it made, by its name; SIGKILL does not.
            File.Move(Path, Path + ".kept");
        }

        File.Move(Path + ".kept", Path);

        Assert.Equal(SocketPathState.Stale, SocketPath.Look(Path));
        Claim();

        Assert.Equal(SocketPathState.Nothing, SocketPath.Look(Path));
    }

    [Fact]
    public void AnAddressThatThisMachineDoesNotHaveIsASentence()
    {
        // 192.0.2.0/24 is for documentation (RFC 5737).
        var refused = Assert.Throws<DeviceException>(() => ControlSocket.Claim(new ControlOptions { Socket = Path, Http = "192.0.2.1:9080" }));

        Assert.StartsWith("control.http: cannot listen on 192.0.2.1:9080", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APortThatIsTakenIsASentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var refused = Assert.Throws<DeviceException>(() => ControlSocket.Claim(new ControlOptions { Socket = Path, Http = $"{taken.LocalEndpoint}" }));

        Assert.StartsWith("control.http: cannot listen on 127.0.0.1", refused.Message, StringComparison.Ordinal);
    }

    private void Claim() => ControlSocket.Claim(new ControlOptions { Socket = Path });

    private Socket Listener()
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Path));
        listener.Listen();
        return listener;
    }
}
