using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>The driver on a chip that answers by its registers.</summary>
public sealed class Mlx90640Tests : IDisposable
{
    private readonly SimulatedI2cBus bus = new("i2c-1");
    private readonly SimulatedMlx90640 chip = new(seed: 3);
    private readonly Mlx90640 driver;
    private readonly float[] frame = new float[768];

    public Mlx90640Tests()
    {
        bus.Attach(0x33, chip.Answer);
        driver = new Mlx90640(bus, 0x33, refreshHertz: 16);
    }

    public void Dispose() => bus.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void SceneComesBackAsItIsWithinTheChipsResolution(int seed)
    {
        var other = new SimulatedMlx90640(seed);
        bus.Attach(0x33, other.Answer);
        var scene = Enumerable.Range(0, 768).Select(i => -15f + (i * 0.09f)).ToArray();
        other.Show(scene);

        driver.Start();
        Assert.True(ReadFrame(other));

        // One count of a pixel at -15 °C is 0.14 K.
        Assert.Equal(0, scene.Zip(frame, (shown, read) => Math.Abs(shown - read)).Max(), 0.15);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    public void RefreshRateIsWrittenIntoTheControlRegister(int hertz)
    {
        new Mlx90640(bus, 0x33, hertz).Start();
        Assert.Equal(hertz, chip.RefreshHertz);
    }

    [Fact]
    public void FrameIsTwoHalvesThatBelongTogether()
    {
        driver.Start();
        Assert.False(driver.TryRead(frame));
        chip.Measure();
        Assert.False(driver.TryRead(frame));
        Assert.False(driver.TryRead(frame));
        chip.Measure();
        Assert.True(driver.TryRead(frame));

        // The first half of the next one is measured unseen: its second half alone is no frame.
        chip.Measure();
        chip.Measure();
        Assert.False(driver.TryRead(frame));
        Assert.True(ReadFrame(chip));
    }

    [Fact]
    public void PictureThatIsOverwrittenWhileItIsReadIsThrownAwayAndSaidWhenItGoesOn()
    {
        driver.Start();
        bus.Attach(0x33, (write, read) =>
        {
            var isAnswered = chip.Answer(write, read);
            if (read.Length > 2) chip.Measure();
            return isAnswered;
        });

        var trouble = Assert.Throws<DeviceException>(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                chip.Measure();
                Assert.False(driver.TryRead(frame));
            }
        });
        Assert.Contains("i2c_arm_baudrate=400000", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChipThatMeasuresNoMoreIsNoticed()
    {
        driver.Start();
        Assert.True(ReadFrame(chip));
        var asks = 0;
        Assert.Contains("has measured nothing for 1 s", Assert.Throws<DeviceException>(AskOnAndOn).Message, StringComparison.Ordinal);
        Assert.Equal(1, (asks + 1) * driver.AskEvery.TotalSeconds, 0.01);

        void AskOnAndOn()
        {
            for (; ; asks++)
                driver.TryRead(frame);
        }
    }

    [Fact]
    public void ErasedEepromIsNoCalibration()
    {
        chip.EraseEeprom();
        Assert.Contains("holds no calibration", Assert.Throws<DeviceException>(driver.Start).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EepromThatReadsDifferentlyTheSecondTimeIsNotBelieved()
    {
        var reads = 0;
        bus.Attach(0x33, (write, read) =>
        {
            var isAnswered = chip.Answer(write, read);
            if (read.Length > 2 && ++reads == 9) read[7] ^= 0x10;
            return isAnswered;
        });
        Assert.Contains("two readings of its EEPROM differ", Assert.Throws<DeviceException>(driver.Start).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MarkedPixelsTakeTheirNeighboursTemperature()
    {
        chip.FailPixel(5, 0, completely: true);
        chip.FailPixel(9, 31, completely: false);
        chip.FailPixel(12, 16, completely: true);
        var scene = Enumerable.Range(0, 768).Select(i => i % 32 * 1f).ToArray();
        chip.Show(scene);
        driver.Start();
        Assert.True(ReadFrame(chip));
        Assert.Equal([1, 30, 16], [Math.Round(frame[5 * 32]), Math.Round(frame[(9 * 32) + 31]), Math.Round(frame[(12 * 32) + 16])]);
    }

    [Fact]
    public void SupplyThatIsTooLowIsSaid()
    {
        chip.Volts = 2.4;
        driver.Start();
        Assert.Contains("measures a supply of 2.4 V", Assert.Throws<DeviceException>(() =>
        {
            while (!ReadFrame(chip))
            {
            }
        }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FrameAllocatesNothing()
    {
        driver.Start();
        Assert.Equal(0, Allocations.Of(() => ReadFrame(chip)));
    }

    private bool ReadFrame(SimulatedMlx90640 one)
    {
        one.Measure();
        driver.TryRead(frame);
        one.Measure();
        return driver.TryRead(frame);
    }
}
