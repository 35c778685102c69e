namespace EdgeGateway.Devices;

/// <summary>A GPIO line that the gateway drives, for example a chip's reset pin. Closing it makes it an input again, so a pull-up then decides.</summary>
public interface IGpioOutput : IDisposable
{
    /// <summary>Chip and offset, for example <c>gpiochip0:22</c>.</summary>
    string Name { get; }

    /// <summary>Drives the line high or low.</summary>
    /// <exception cref="DeviceException">The chip is gone.</exception>
    void Set(bool high);
}
