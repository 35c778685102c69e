namespace EdgeGateway.Devices;

/// <summary>The chip's own resistor on a line.</summary>
public enum GpioBias
{
    AsIs,
    Disabled,
    PullUp,
    PullDown,
}
