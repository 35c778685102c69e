namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>How a reader hangs on the guest.</summary>
public enum ReaderBus
{
    Serial,
    I2c,
    Spi,
}
