using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Unit.Devices;

public class LinuxErrorTests
{
    [Fact]
    public void NamesWhatWasTriedTheCallTheErrorAndTheRemedy() =>
        Assert.Equal(
            "cannot open radio hci0: bind gave EPERM; grant CAP_NET_RAW",
            LinuxError.From(Errno.EPERM, "bind", "cannot open radio hci0", _ => "grant CAP_NET_RAW").Message);

    [Fact]
    public void FallsBackToGeneralAdvice() =>
        Assert.EndsWith("raise LimitNOFILE in systemd/edge-gateway.service", LinuxError.From(Errno.EMFILE, "open", "cannot open i2c-1", _ => null).Message, StringComparison.Ordinal);

    [Fact]
    public void AnErrorWithoutANameKeepsItsNumberAndTheSystemsText() =>
        Assert.Contains("errno 28 (No space left on device)", LinuxError.From((Errno)28, "write", "cannot write", _ => null).Message, StringComparison.Ordinal);
}
