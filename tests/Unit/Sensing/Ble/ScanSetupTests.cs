using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>Commands as they stand in Bluetooth Core 5.4, Vol 4 Part E, sections 7.3.1, 7.8.1, 7.8.3, 7.8.10, 7.8.11, 7.8.64 and 7.8.65.</summary>
public class ScanSetupTests
{
    private const string EventMask = "01010C08FFFFFBFF07F8BF3D";
    private const string LeEventMask = "01012008FFFF0F0000000000";
    private const string Features = "01032000";
    private const string LegacyOff = "010C20020000";
    private const string LegacyParameters = "010B200700A000A0000000";
    private const string LegacyOn = "010C20020100";
    private const string ExtendedOff = "01422006000000000000";
    private const string ExtendedParameters = "0141200800000100A000A000";
    private const string ExtendedOn = "01422006010000000000";

    private const string NoFeatures = "000000000000000000";
    private const string Extended = "000010000000000000";
    private const string ExtendedAndCoded = "000018000000000000";

    [Fact]
    public void AnOldControllerIsScannedTheLegacyWay()
    {
        var setup = Talk(
            (EventMask, "00"), (LeEventMask, "00"), (Features, NoFeatures), (LegacyOff, "00"), (LegacyParameters, "00"), (LegacyOn, "00"));

        Assert.Equal(ScanSetupState.Scanning, setup.State);
        Assert.Equal("legacy, passive", setup.Mode);
    }

    [Fact]
    public void ANewControllerIsScannedTheExtendedWay()
    {
        var setup = Talk(
            (EventMask, "00"), (LeEventMask, "00"), (Features, Extended), (ExtendedOff, "00"), (ExtendedParameters, "00"), (ExtendedOn, "00"));

        Assert.Equal(ScanSetupState.Scanning, setup.State);
        Assert.Equal("extended, passive", setup.Mode);
    }

    [Fact]
    public void ALongRangeControllerScansBothPhys() => Talk(
        (EventMask, "00"), (LeEventMask, "00"), (Features, ExtendedAndCoded), (ExtendedOff, "00"),
        ("0141200D00000500A000A00000A000A000", "00"), (ExtendedOn, "00"));

    [Fact]
    public void WhatTheOptionsSayStandsInTheCommand()
    {
        var options = new BleSensorOptions { Active = true, ScanInterval = TimeSpan.FromMilliseconds(60), ScanWindow = TimeSpan.FromMilliseconds(30) };

        Talk(options, (EventMask, "00"), (LeEventMask, "00"), (Features, NoFeatures), (LegacyOff, "00"), ("010B20070160003000" + "0000", "00"), (LegacyOn, "00"));
    }

    [Theory]
    [InlineData("01")] // Unknown HCI Command
    [InlineData("11")] // Unsupported Feature
    public void AControllerThatOnlyClaimsExtendedScanningIsScannedTheLegacyWay(string refusal)
    {
        var setup = Talk(
            (EventMask, "00"), (LeEventMask, "00"), (Features, Extended), (ExtendedOff, refusal), (ExtendedParameters, refusal),
            (LegacyOff, "00"), (LegacyParameters, "00"), (LegacyOn, "00"));

        Assert.Equal(ScanSetupState.Scanning, setup.State);
    }

    [Fact]
    public void AProcessThatSwitchesScanningOnInBetweenIsSwitchedOffAgain()
    {
        var setup = Talk(
            (EventMask, "00"), (LeEventMask, "00"), (Features, NoFeatures), (LegacyOff, "00"), (LegacyParameters, "0C"),
            (LegacyOff, "00"), (LegacyParameters, "00"), (LegacyOn, "00"));

        Assert.Equal(ScanSetupState.Scanning, setup.State);
    }

    [Fact]
    public void WhereTheExtendedCommandsStayDisallowedTheLegacyOnesAreTried()
    {
        var setup = Talk(
            (EventMask, "00"), (LeEventMask, "00"), (Features, Extended), (ExtendedOff, "0C"), (ExtendedParameters, "0C"),
            (ExtendedOff, "0C"), (ExtendedParameters, "0C"), (ExtendedOff, "0C"), (ExtendedParameters, "0C"),
            (LegacyOff, "00"), (LegacyParameters, "00"), (LegacyOn, "00"));

        Assert.Equal(ScanSetupState.Scanning, setup.State);
    }

    [Fact]
    public void AControllerThatRefusesEverythingFailsWithItsReason()
    {
        var setup = Talk((EventMask, "01"), (LeEventMask, "01"), (Features, "01"), (LegacyOff, "01"), (LegacyParameters, "01"));

        Assert.Equal(ScanSetupState.Failed, setup.State);
        Assert.Equal("the controller answers command 0x200B with Unknown HCI Command (0x01)", setup.Problem);
    }

    [Fact]
    public void AnAnswerToAnotherProcessesCommandChangesNothing()
    {
        var setup = new ScanSetup(new BleSensorOptions());
        setup.Begin();

        Assert.False(setup.Take(0x200B, [0x00]));
        Assert.False(setup.Take(0x0C01, []));
        Assert.Equal(EventMask, Convert.ToHexString(setup.Command));
        Assert.Equal(ScanSetupState.Waiting, setup.State);
    }

    private static ScanSetup Talk(params (string Command, string Result)[] talk) => Talk(new BleSensorOptions(), talk);

    private static ScanSetup Talk(BleSensorOptions options, params (string Command, string Result)[] talk)
    {
        var setup = new ScanSetup(options);
        setup.Begin();
        for (var i = 0; i < talk.Length; i++)
        {
            Assert.Equal(talk[i].Command, Convert.ToHexString(setup.Command));
            var sendsMore = setup.Take(HciCommand.OpcodeOf(setup.Command), Convert.FromHexString(talk[i].Result));
            Assert.Equal(i < talk.Length - 1, sendsMore);
        }

        return setup;
    }
}
