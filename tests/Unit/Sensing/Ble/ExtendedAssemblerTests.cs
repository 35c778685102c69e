using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class ExtendedAssemblerTests
{
    private readonly ExtendedAssembler assembler = new();

    [Fact]
    public void AWholeAdvertisementPassesAsItIs() => Assert.Equal("0102", Take(1, ReportData.Complete, "0102"));

    [Fact]
    public void FragmentsOfSeveralSetsAreKeptApart()
    {
        Assert.Null(Take(1, ReportData.Incomplete, "01", sid: 1));
        Assert.Null(Take(1, ReportData.Incomplete, "02", sid: 2));
        Assert.Null(Take(2, ReportData.Incomplete, "03", sid: 1));

        Assert.Equal("0111", Take(1, ReportData.Complete, "11", sid: 1));
        Assert.Equal("0313", Take(2, ReportData.Complete, "13", sid: 1));
        Assert.Equal("0212", Take(1, ReportData.Complete, "12", sid: 2));
        Assert.Equal("99", Take(1, ReportData.Complete, "99", sid: 1));
    }

    [Fact]
    public void WhatTheControllerCutOffIsGivenAsFarAsItCame()
    {
        Assert.Null(Take(1, ReportData.Incomplete, "01"));
        Assert.Equal("0102", Take(1, ReportData.Truncated, "02"));
    }

    [Fact]
    public void AnAdvertisementWithoutItsEndIsGivenUp()
    {
        Assert.Null(Take(1, ReportData.Incomplete, "01"));
        Assert.Equal("02", Take(1, ReportData.Complete, "02", at: 600));
        Assert.Equal(1, assembler.GivenUp);
    }

    [Fact]
    public void AnAdvertisementLongerThanAllowedIsGivenUp()
    {
        var fragment = new string('0', 229 * 2);
        for (var i = 0; i < 7; i++)
        {
            Assert.Null(Take(1, ReportData.Incomplete, fragment));
        }

        Assert.Null(Take(1, ReportData.Incomplete, fragment));
        Assert.Equal(1, assembler.GivenUp);
    }

    [Fact]
    public void MoreAdvertisementsAtOnceThanThereIsRoomForPushOutTheOldest()
    {
        for (byte i = 0; i <= ExtendedAssembler.UnderwayMax; i++)
        {
            Assert.Null(Take(i, ReportData.Incomplete, "01", at: i));
        }

        Assert.Equal(1, assembler.GivenUp);
        Assert.Equal("02", Take(0, ReportData.Complete, "02", at: 20));
        Assert.Equal("0102", Take(1, ReportData.Complete, "02", at: 20));
    }

    private string? Take(ulong address, ReportData status, string hex, byte sid = 0, int at = 0)
    {
        var report = new AdvertisingReport(new BluetoothAddress(address), AddressType.Random, -60, []) { Status = status, Sid = sid };
        return assembler.Take(report, Convert.FromHexString(hex), TimeSpan.FromMilliseconds(at), out var data) ? Convert.ToHexString(data) : null;
    }
}
