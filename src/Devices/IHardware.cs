namespace EdgeGateway.Devices;

/// <summary>The world the gateway senses: the Pi's devices, or simulated ones that speak the same bytes.</summary>
public interface IHardware
{
    IClock Clock { get; }

    /// <param name="adapter"><c>hci0</c>, a controller on a serial line (<see cref="H4Address"/>), or the path of a btsnoop capture.</param>
    /// <exception cref="DeviceException">As every Open here: what was tried, what came back, what would help.</exception>
    IRadio OpenRadio(string adapter);

    IGpioLines OpenGpioLines(GpioLinesSettings settings);

    /// <param name="high">The level it has from the first moment on.</param>
    IGpioOutput OpenGpioOutput(GpioLineAddress line, bool high) => throw new DeviceException($"cannot open GPIO line {line}: there is no line to drive here");

    /// <param name="bus"><c>i2c-1</c> or a path.</param>
    II2cBus OpenI2cBus(string bus);

    /// <param name="bus"><c>spidev0.0</c> or a path.</param>
    ISpiBus OpenSpiBus(string bus, int speedHz) => throw new DeviceException($"cannot open SPI bus {bus}: there is no SPI here");

    ISerialPort OpenSerialPort(string path, int baud);

    /// <param name="path"><c>/dev/input/by-id/…-event-kbd</c>.</param>
    IKeyboard OpenKeyboard(string path) => throw new DeviceException($"cannot open keyboard {path}: there is no keyboard here");
}
