using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices;

/// <summary>Names that no machine has: the sentence must say what was tried, what came back and what would help.</summary>
public class MissingDeviceTests
{
    private readonly LinuxHardware hardware = new();

    [Fact]
    public void Radio()
    {
        var message = Assert.Throws<DeviceException>(() => hardware.OpenRadio("hci999")).Message;

        Assert.Matches(
            "^cannot open radio hci999: (socket\\(AF_BLUETOOTH\\) gave E(AFNOSUPPORT|PROTONOSUPPORT); this kernel has no Bluetooth|HCIDEVUP gave ENODEV; no such adapter|.* gave EPERM; .*CAP_NET_)",
            message);
    }

    [Fact]
    public void ARadioThatIsNone() =>
        Assert.Equal(
            "'bluetooth' is no radio; write hci0, hci1 … or the path of a btsnoop capture",
            Assert.Throws<DeviceException>(() => hardware.OpenRadio("bluetooth")).Message);

    [Fact]
    public void Capture() =>
        Assert.StartsWith("cannot play /nonexistent/x.btsnoop: ", Assert.Throws<DeviceException>(() => hardware.OpenRadio("/nonexistent/x.btsnoop")).Message, StringComparison.Ordinal);

    [Fact]
    public void GpioChip() =>
        Assert.StartsWith(
            "cannot open GPIO lines gpiochip99:17,27: open gave ENOENT; no such chip, ",
            Assert.Throws<DeviceException>(() => hardware.OpenGpioLines(new GpioLinesSettings("gpiochip99", [17, 27]))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void I2cBus() =>
        Assert.Matches("^cannot open I2C bus i2c-99: open gave ENOENT; no such bus, .*dtparam=i2c_arm=on", Assert.Throws<DeviceException>(() => hardware.OpenI2cBus("i2c-99")).Message);

    [Fact]
    public void SpiBus() =>
        Assert.Matches("^cannot open SPI bus spidev9.9: open gave ENOENT; no such bus, .*dtparam=spi=on", Assert.Throws<DeviceException>(() => hardware.OpenSpiBus("spidev9.9", 1_000_000)).Message);

    [Fact]
    public void GpioOutput() =>
        Assert.Matches(
            "^cannot open GPIO lines gpiochip99:22: open gave ENOENT; no such chip, ",
            Assert.Throws<DeviceException>(() => hardware.OpenGpioOutput(new GpioLineAddress("gpiochip99", 22), high: true)).Message);

    [Fact]
    public void SerialLine() =>
        Assert.Matches(
            "^cannot open serial line /dev/ttyAMA99: open gave ENOENT; no such line, .*enable_uart=1",
            Assert.Throws<DeviceException>(() => hardware.OpenSerialPort("/dev/ttyAMA99", 115200)).Message);

    [Fact]
    public void Keyboard() =>
        Assert.Matches(
            "^cannot open keyboard /dev/input/event99: open gave ENOENT; no such device, .*plug the scanner in",
            Assert.Throws<DeviceException>(() => hardware.OpenKeyboard("/dev/input/event99")).Message);

    [Fact]
    public void WhatIsNoDeviceOfItsKindIsSaidToBeNone()
    {
        Assert.Contains("gave ENOTTY; it is no GPIO chip", Assert.Throws<DeviceException>(() => hardware.OpenGpioLines(new GpioLinesSettings("/dev/null", [1]))).Message, StringComparison.Ordinal);
        Assert.Contains("gave ENOTTY; it is no I2C bus", Assert.Throws<DeviceException>(() => hardware.OpenI2cBus("/dev/null")).Message, StringComparison.Ordinal);
        Assert.Contains("gave ENOTTY; it is no SPI bus", Assert.Throws<DeviceException>(() => hardware.OpenSpiBus("/dev/null", 1_000_000)).Message, StringComparison.Ordinal);
        Assert.Contains("gave ENOTTY; it is no serial line", Assert.Throws<DeviceException>(() => hardware.OpenSerialPort("/dev/null", 9600)).Message, StringComparison.Ordinal);
        Assert.Contains("gave ENOTTY; it is no event device", Assert.Throws<DeviceException>(() => hardware.OpenKeyboard("/dev/null")).Message, StringComparison.Ordinal);
    }
}
