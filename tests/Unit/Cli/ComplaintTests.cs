using EdgeGateway.Cli;

namespace EdgeGateway.Tests.Unit.Cli;

public class ComplaintTests
{
    [Fact]
    public async Task FileThatMayNotBeReadIsASentence() =>
        Assert.Equal(ExitCodes.Unreachable, await Complaint.CatchAsync(() => throw new UnauthorizedAccessException("Access to the path '/x' is denied.")));

    [Fact]
    public async Task FolderInsteadOfARecordingIsASentence() =>
        Assert.Equal(ExitCodes.Unreachable, await EdgeCtl.RunAsync(["ble", "calibrate", "--radio", "a=b", "--replay", Path.GetTempPath()], CancellationToken.None));

    [Fact]
    public async Task RadioThatStandsForTwoZonesIsAUsageError() =>
        Assert.Equal(ExitCodes.Usage, await EdgeCtl.RunAsync(["ble", "calibrate", "--radio", "hci0=a", "--radio", "hci0=b", "--replay", "x"], CancellationToken.None));
}
