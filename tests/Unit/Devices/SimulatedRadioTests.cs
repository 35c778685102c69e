using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public sealed class SimulatedRadioTests : IDisposable
{
    private static readonly byte[] LegacyScanOn = Convert.FromHexString("010C20020100");
    private static readonly byte[] ExtendedScanOn = Convert.FromHexString("01422006010000000000");

    private readonly SimulatedClock clock = new() { WaitsPassTime = true };
    private readonly byte[] packet = new byte[IRadio.PacketBytesMax];
    private readonly SimulatedRadio radio;

    public SimulatedRadioTests() => radio = new SimulatedRadio("hci0", clock);

    [Fact]
    public void AnswersTheScanCommandAndReportsInItsForm()
    {
        radio.Send(LegacyScanOn);
        radio.Hear(new SimulatedAdvertisement(0xC0FFEE112233, -61, [0x02, 0x01, 0x06]), TimeSpan.FromSeconds(61));

        Assert.Equal("040E04010C2000", Next());
        // LE Advertising Report, one report, ADV_NONCONN_IND, random address in little-endian order, 3 bytes, -61 dBm.
        Assert.Equal("043E0F020103013322" + "11EEFFC0" + "03020106" + "C3", Next());
    }

    [Fact]
    public void AnExtendedScanGetsExtendedReportsOfLegacyAdvertisements()
    {
        radio.Send(ExtendedScanOn);
        radio.Hear(new SimulatedAdvertisement(0xC0FFEE112233, -61, [0x02, 0x01, 0x06]), clock.SinceBoot);

        Assert.Equal("040E0401422000", Next());
        Assert.Equal("043E1D0D01" + "1000" + "01332211EEFFC0" + "0100FF7FC3" + "0000" + "00000000000000" + "03020106", Next());
    }

    [Fact]
    public void LongExtendedDataComesInParts()
    {
        radio.Send(ExtendedScanOn);
        radio.Hear(new SimulatedAdvertisement(1, -61, new byte[500]) { IsExtended = true }, clock.SinceBoot);

        Next();
        Assert.Equal(("2000", 229, "2000", 229, "0000", 42), (Type(), Data(), Type(again: true), Data(again: true), Type(again: true), Data(again: true)));

        string Type(bool again = false)
        {
            if (again || packet[3] != 0x0D) Next();
            return Convert.ToHexString(packet[5..7]);
        }

        int Data(bool again = false) => packet[28];
    }

    [Fact]
    public void ALegacyScanDoesNotHearExtendedAdvertisements()
    {
        radio.Send(LegacyScanOn);
        radio.Hear(new SimulatedAdvertisement(1, -61, []) { IsExtended = true }, clock.SinceBoot);

        Next();
        Assert.Equal("", Next());
    }

    [Fact]
    public void WithoutScanCommandNothingIsHeard()
    {
        radio.Hear(new SimulatedAdvertisement(1, -61, []), clock.SinceBoot);

        Assert.Equal("", Next());
    }

    [Fact]
    public void ABluetooth4ControllerDoesNotKnowTheExtendedCommands()
    {
        var old = new SimulatedRadio("hci0", clock) { SupportsExtended = false };
        old.Send(ExtendedScanOn);

        Assert.Equal(7, old.Receive(packet, TimeSpan.Zero, out _));
        Assert.Equal("040E0401422001", Convert.ToHexString(packet[..7]));
    }

    [Fact]
    public void ScanningSwitchedOffByOthersIsCuredByRepeatingTheCommand()
    {
        radio.Send(LegacyScanOn);
        Next();
        radio.StopScanning();
        radio.Hear(new SimulatedAdvertisement(1, -61, []), clock.SinceBoot);
        Assert.Equal("", Next());

        radio.Send(LegacyScanOn);
        Next();
        radio.Hear(new SimulatedAdvertisement(1, -61, []), clock.SinceBoot);
        Assert.NotEqual("", Next());
    }

    [Fact]
    public void AHungControllerAnswersNothingUntilItIsReset()
    {
        radio.Hang();
        radio.Send(LegacyScanOn);
        Assert.Equal("", Next());

        radio.Reset();
        radio.Send(LegacyScanOn);
        Assert.Equal("040E04010C2000", Next());
    }

    [Fact]
    public void AnUnpluggedRadioFailsAndMustBeOpenedAgain()
    {
        var hardware = new SimulatedHardware(clock);
        hardware.AddRadio("hci0");
        using var open = hardware.OpenRadio("hci0");
        hardware.Radio("hci0").Unplug();

        Assert.Contains("EPIPE", Assert.Throws<DeviceException>(() => open.Receive(packet, TimeSpan.Zero, out _)).Message, StringComparison.Ordinal);
        Assert.Contains("ENODEV", Assert.Throws<DeviceException>(() => hardware.OpenRadio("hci0")).Message, StringComparison.Ordinal);

        hardware.Radio("hci0").Plug();
        Assert.Throws<DeviceException>(() => open.Send(LegacyScanOn));
        hardware.OpenRadio("hci0").Send(LegacyScanOn);
    }

    [Fact]
    public void WhatNobodyReadsIsLostAndCounted()
    {
        radio.Send(LegacyScanOn);
        for (var i = 0; i < 6_000; i++) radio.Hear(new SimulatedAdvertisement(1, -61, []), clock.SinceBoot);

        Assert.Equal(1_001, radio.PacketsLost);
    }

    public void Dispose() => radio.Dispose();

    private string Next() => Convert.ToHexString(packet[..radio.Receive(packet, TimeSpan.FromSeconds(1), out _)]);
}
