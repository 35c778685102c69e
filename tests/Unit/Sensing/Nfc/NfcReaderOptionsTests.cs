using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

public sealed class NfcReaderOptionsTests
{
    [Fact]
    public void DefaultsWithANameAreSound() => Assert.Empty(new NfcReaderOptions { Name = "counter", Port = "/dev/ttyAMA0" }.Problems("nfc.counter"));

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

    [Theory]
    [InlineData("", "", "", "nfc.x: none of port, i2c and spi is given")]
    [InlineData("/dev/ttyAMA0", "i2c-1", "", "nfc.x: port and i2c are given")]
    [InlineData("", "i2c-1", "spidev0.0", "nfc.x: i2c and spi are given")]
    public void ExactlyOneBusIsNamed(string port, string i2c, string spi, string problem) => Assert.StartsWith(
        problem,
        Assert.Single(new NfcReaderOptions { Name = "x", Port = port, I2c = i2c, Spi = spi }.Problems("nfc.x")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("i2c-1", "")]
    [InlineData("", "spidev0.0")]
    public void EveryBusIsSoundByItself(string i2c, string spi) => Assert.Empty(
        new NfcReaderOptions { Name = "x", I2c = i2c, Spi = spi, Reset = "gpiochip0:22", Interrupt = "gpiochip0:23" }.Problems("nfc.x"));

    [Fact]
    public void EveryProblemOfTheWiresIsNamed()
    {
        var wrong = new NfcReaderOptions { Name = "x", Port = "/dev/ttyAMA0", Address = 0, SpeedHz = 50_000_000, Reset = "22", Interrupt = "gpiochip0" };
        Assert.Equal(
            ["nfc.x.address:", "nfc.x.speedHz:", "nfc.x.reset:", "nfc.x.interrupt:", "nfc.x.interrupt:"],
            wrong.Problems("nfc.x").Select(problem => problem.Split(' ')[0]));
        Assert.Contains("is also reset", Assert.Single(new NfcReaderOptions { Name = "x", Spi = "spidev0.0", Reset = "gpiochip0:5", Interrupt = "gpiochip0:5" }.Problems("x")), StringComparison.Ordinal);
    }

    [Fact]
    public void CardLeftLyingMustBeSeenWithinTheDebounceTime() => Assert.Contains(
        "would tap again and again",
        Assert.Single(new NfcReaderOptions { Name = "x", Port = "/dev/ttyS1", PollInterval = TimeSpan.FromMilliseconds(400), Debounce = TimeSpan.FromSeconds(1) }.Problems("x")),
        StringComparison.Ordinal);

    [Fact]
    public void ReadersDoNotShareTheirWires()
    {
        (string, NfcReaderOptions)[] readers =
        [
            ("a", new() { I2c = "i2c-1", Reset = "gpiochip0:22" }),
            ("b", new() { Spi = "spidev0.0", Reset = "gpiochip0:22" }),
            ("c", new() { I2c = "i2c-1" }),
            ("d", new() { Spi = "spidev0.1", Reset = "gpiochip0:24" }),
        ];
        Assert.Equal(
            ["b: gpiochip0:22 is also a's", "c: 36 on i2c-1 is also a's"],
            NfcReaderOptions.ProblemsBetween(readers).Select(problem => problem.Split(';')[0]));
    }
}
