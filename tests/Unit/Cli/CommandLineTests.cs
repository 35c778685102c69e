using EdgeGateway.Cli;

namespace EdgeGateway.Tests.Unit.Cli;

public class CommandLineTests
{
    [Theory]
    [InlineData("--out", "doors", "record", "--out", "")]
    [InlineData("file", "doors", "replay", "")]
    [InlineData("--config", "doors", "replay", "x", "--config", "")]
    [InlineData("file", "doors", "certificate", "")]
    [InlineData("file", "outbox", "import", "")]
    [InlineData("file", "outbox", "export", "")]
    [InlineData("file", "config", "check", "")]
    [InlineData("--socket", "status", "--socket", "")]
    [InlineData("--keys", "decode", "ble", "--keys", "")]
    [InlineData("--record", "ble", "calibrate", "--radio", "a=b", "--record", "")]
    [InlineData("--uri", "nfc", "write", "--uri", "")]
    [InlineData("--text", "nfc", "write", "--text", "")]
    public void EmptyValueIsRefusedByItsName(string name, params string[] line) => AssertRefused($"{name} is empty", line);

    [Theory]
    [InlineData("--speed", "demo", "--speed", "abc")]
    [InlineData("--speed 0: give a number from 0.1 to 100", "demo", "--speed", "0")]
    [InlineData("--speed NaN: give a number", "demo", "--speed", "NaN")]
    [InlineData("--seconds -5: give a number from 1 to 600", "ble", "calibrate", "--radio", "a=b", "--seconds", "-5")]
    [InlineData("--seconds 2000000000: give", "ble", "calibrate", "--radio", "a=b", "--seconds", "2000000000")]
    [InlineData("--wait -1: give", "nfc", "read", "--wait", "-1")]
    [InlineData("--count -5: give", "watch", "--count", "-5")]
    [InlineData("--count -5: give", "nfc", "watch", "--count", "-5")]
    public void NumberThatMakesNoSenseIsRefused(string sentence, params string[] line) => AssertRefused(sentence, line);

    [Theory]
    [InlineData("is no URI", "nfc", "write", "--uri", "not a uri")]
    [InlineData("is no URI", "nfc", "write", "--uri", "/a/path")]
    [InlineData("nothing but blanks", "nfc", "write", "--text", " ")]
    [InlineData("give that with --config", "doors", "replay", "x", "--door", "front")]
    [InlineData("--from 5 --to 2: nothing is between them", "outbox", "export", "x", "--from", "5", "--to", "2")]
    [InlineData("--from 0", "outbox", "export", "x", "--from", "0")]
    public void ValueThatWouldDoNothingIsRefused(string sentence, params string[] line) => AssertRefused(sentence, line);

    [Theory]
    [InlineData("--uri", "nfc", "write", "--uri=")]
    [InlineData("--uri", "nfc", "write", "--uri")]
    [InlineData("--baud", "nfc", "read", "--baud", "abc")]
    [InlineData("--config", "doors", "replay", "x", "--door", "front", "--config")]
    [InlineData("--from", "outbox", "export", "x", "--from", "abc")]
    public void ValueThatIsMissingOrNoNumberIsRefusedWhereOptionsAreCheckedTogether(string name, params string[] line) => AssertRefused(name, line);

    [Theory]
    [InlineData("nfc", "write", "--uri", "https://club.example/4711")]
    [InlineData("nfc", "write", "--uri", "tel:+49301234")]
    [InlineData("watch", "--count", "0")]
    [InlineData("demo", "--speed", "0.5")]
    [InlineData("doors", "replay", "-")]
    [InlineData("outbox", "export", "x", "--from", "7", "--to", "7")]
    public void UsualLineIsTaken(params string[] line) => Assert.Empty(EdgeCtl.Build().Parse(line).Errors);

    private static void AssertRefused(string sentence, string[] line) =>
        Assert.Contains(sentence, string.Join('\n', EdgeCtl.Build().Parse(line).Errors.Select(error => error.Message)), StringComparison.Ordinal);
}
