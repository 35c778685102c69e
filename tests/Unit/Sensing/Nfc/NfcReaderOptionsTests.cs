using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

public sealed class NfcReaderOptionsTests
{
    [Fact]
    public void DefaultsWithANameAreSound() => Assert.Empty(new NfcReaderOptions { Name = "counter" }.Problems("nfc.counter"));

    [Fact]
    public void EveryProblemIsNamedWithItsKey()
    {
        var wrong = new NfcReaderOptions
        {
            Port = "ttyAMA0",
            Baud = 115,
            Zone = "",
            PollInterval = TimeSpan.Zero,
            Debounce = TimeSpan.Zero,
            SilentAfter = TimeSpan.FromHours(1),
        };
        Assert.Equal(
            ["nfc.x:", "nfc.x.port:", "nfc.x.baud:", "nfc.x.zone:", "nfc.x.pollInterval:", "nfc.x.debounce:", "nfc.x.silentAfter:"],
            wrong.Problems("nfc.x").Select(problem => problem.Split(' ')[0]));
    }
}
