using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>Every number is one that the data sheet prints (11.2.2), unless it says otherwise.</summary>
public sealed class Mlx90640ThermometerTests
{
    private const int Pixel = Mlx90640Example.Pixel;
    private readonly ushort[] ram = Mlx90640Example.Ram();
    private readonly Mlx90640Calibration calibration;
    private readonly Mlx90640Thermometer thermometer;

    public Mlx90640ThermometerTests()
    {
        Assert.True(Mlx90640Calibration.TryRead(Mlx90640Example.Eeprom(), out calibration, out var problem), problem);
        thermometer = new Mlx90640Thermometer(calibration, emissivity: 1);
        thermometer.Prepare(ram, resolution: 2);
    }

    [Fact]
    public void CalibrationIsRestoredFromTheEeprom()
    {
        Assert.Equal((-3168, -13056), (calibration.VoltsSlope, calibration.VoltsAt3300));
        Assert.Equal((0.005371094, 42.25, 12273, 9.0), (Math.Round(calibration.PtatPerVolt, 9), calibration.PtatPerKelvin, calibration.PtatAt25, calibration.PtatAlpha));
        Assert.Equal((6383, 2, 1.0, -0.001953125), (calibration.Gain, calibration.Resolution, calibration.GradientShare, calibration.AlphaPerKelvin));
        Assert.Equal([-40, 0, 160, 320], calibration.RangeFrom);
        Assert.All(calibration.RangeSlope, slope => Assert.Equal(-0.00080108642578125, slope));
        Assert.Equal([-75.0, -77.0], calibration.CompensationOffset);
        Assert.Equal(4.07453626394272E-9, calibration.CompensationAlpha[0], 1e-23);
        Assert.Equal(3.851710062200835E-9, calibration.CompensationAlpha[1], 1e-18);
        Assert.Equal((0.00457763671875, 0.5), (calibration.CompensationPerKelvin, calibration.CompensationPerVolt));
        Assert.True(calibration.IsChess);
    }

    [Fact]
    public void PixelIsItsRowItsColumnAndItself()
    {
        Assert.Equal((-75f, 0.5f), (calibration.Offset[Pixel], calibration.OffsetPerVolt[Pixel]));
        Assert.Equal(0.005126953125f, calibration.OffsetPerKelvin[Pixel]);
        Assert.Equal(1.262233122690854E-7, calibration.Alpha[Pixel], 1e-14);
    }

    [Fact]
    public void ChipMeasuresItsSupplyAndItself()
    {
        Assert.Equal(3.319, thermometer.Volts, 0.0005);
        Assert.Equal(39.184, thermometer.ChipCelsius, 0.0005);
    }

    [Fact]
    public void GainAndOffsetAreTakenOffThePixelAndOffTheOneThatSeesNothing()
    {
        Assert.Equal(700.882495690876, thermometer.Infrared(ram[Pixel], Pixel), 1e-4);
        Assert.Equal(25.6666575059956, thermometer.Compensation(ram, subpage: 0), 1e-4);
    }

    // The sheet goes on with 679.250909 for this pixel's compensated signal, which is the first subpage's compensation pixel with the second one's gain.
    [Fact]
    public void SignalBecomesTheTemperatureThatTheSheetComesTo() =>
        Assert.Equal(80.36331, thermometer.BasicCelsius(679.250909123826, 1.1876487360496E-7, 9516495632.56), 1e-4);

    [Fact]
    public void SameSignalInTheRangeItLiesInIsTheSame()
    {
        var basic = thermometer.BasicCelsius(679.250909123826, 1.1876487360496E-7, 9516495632.56);
        Assert.InRange(thermometer.Celsius(679.250909123826, 1.1876487360496E-7, 9516495632.56) - basic, 0, 0.1);
    }

    [Fact]
    public void OnlyTheSubpagesOwnPixelsAreFilled()
    {
        var celsius = new float[768];
        Array.Fill(celsius, -1);
        thermometer.Fill(ram, subpage: 0, celsius);

        // The sheet does not print this one: its formulas with the first subpage's own signal of 675.2158, in the range it lies in.
        Assert.Equal(80.2160, celsius[Pixel], 0.001);
        Assert.Equal((-1f, -1f), (celsius[Pixel + 1], celsius[Pixel + 32]));
        Assert.Equal(384, celsius.Count(one => one == -1));
    }

    [Fact]
    public void ImageOfNothingIsNoCalibration()
    {
        Assert.False(Mlx90640Calibration.TryRead(new ushort[832], out _, out _));
        var ones = new ushort[832];
        Array.Fill(ones, (ushort)0xFFFF);
        Assert.False(Mlx90640Calibration.TryRead(ones, out _, out _));
    }

    [Fact]
    public void ChipWithMoreThanFourFailedPixelsIsRefused()
    {
        var eeprom = Mlx90640Example.Eeprom();
        for (var i = 0; i < 4; i++) eeprom[0x40 + (i * 70)] = 0;
        Assert.True(Mlx90640Calibration.TryRead(eeprom, out _, out _));
        eeprom[0x40 + 500] |= 1;
        Assert.False(Mlx90640Calibration.TryRead(eeprom, out _, out var problem));
        Assert.Contains("5 of its pixels", problem, StringComparison.Ordinal);
    }
}
