using System.Globalization;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>What a technician does about radios, offline: keys for the decoder, and the zones' calibration from a recording.</summary>
public sealed class BleCommandTests : IDisposable
{
    private static readonly string[] Zones = ["entrance", "shop"];
    private static readonly string[] Radios = ["hci0", "hci1"];

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task AKeyMakesAnEphemeralIdAndItsTelemetryReadable()
    {
        await WriteAsync("eid tag-0042 000102030405060708090a0b0c0d0e0f exponent=10 epoch=2026-01-01T00:00:00Z\n");

        var (exitCode, output, error) = await EdgeCtlProcess.RunAsync(
            "0D16AAFE30EE5BA72A70ACE3470A\n1516AAFE2001D07DC540570F083B0EEB6293C417CEE3\n",
            "decode", "ble", "--format", "ad", "--keys", file, "--at", "2026-01-01T18:40:00Z");

        Assert.Equal((0, ""), (exitCode, error));
        var answers = output.TrimEnd('\n').Split('\n');
        Assert.All(answers, answer => Assert.Contains("\"resolved\":\"tag-0042\"", answer, StringComparison.Ordinal));
        Assert.Contains("\"batteryMillivolts\":3000", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysThatEverybodyMayReadAreRefused()
    {
        await WriteAsync("irk anna 000102030405060708090a0b0c0d0e0f\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", "decode", "ble", "--keys", file);

        Assert.Equal(3, exitCode);
        Assert.Contains("can be read or written by everybody; `chmod o-rwx", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACalibrationIsJudgedFromItsRecording()
    {
        // The shop's radio is deaf by 10 dB: somebody who stands in the shop is taken to be at the entrance.
        var lines = from zone in Zones
                    from tick in Enumerable.Range(0, 200)
                    from radio in Radios
                    let near = (zone == "entrance") == (radio == "hci0")
                    let rssi = (near ? -60 : -66) - (radio == "hci1" ? 10 : 0) + (tick % 3)
                    select string.Create(CultureInfo.InvariantCulture, $$"""{"t":{{tick / 10.0}},"standing":"{{zone}}","radio":"{{radio}}","rssi":{{rssi}}}""");
        await WriteAsync(string.Join('\n', lines));

        var (exitCode, output, _) = await EdgeCtlProcess.RunAsync("", "ble", "calibrate", "--radio", "hci0=entrance", "--radio", "hci1=shop", "--replay", file);
        var (_, json, _) = await EdgeCtlProcess.RunAsync("", "ble", "calibrate", "--radio", "hci0=entrance", "--radio", "hci1=shop", "--replay", file, "--json");

        Assert.Equal(0, exitCode);
        Assert.Contains("as it is: 50.0 % right", output, StringComparison.Ordinal);
        Assert.Contains("What to do: set the offsets below.", output, StringComparison.Ordinal);
        Assert.Contains("\"proposed\":{\"accuracy\":1,\"seconds\":{\"entrance\":{\"entrance\":20,\"shop\":0},\"shop\":{\"entrance\":0,\"shop\":20}}}", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotARadioIsSaid()
    {
        var (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", "ble", "calibrate", "--radio", "hci0", "--beacon", "x");

        Assert.Equal(2, exitCode);
        Assert.Contains("'hci0' is not ADAPTER=ZONE", error, StringComparison.Ordinal);
    }

    private async Task WriteAsync(string text)
    {
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
