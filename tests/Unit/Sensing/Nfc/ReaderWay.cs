namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>How the bench's reader is connected.</summary>
public enum ReaderWay
{
    Serial,
    I2c,
    Spi,
}
