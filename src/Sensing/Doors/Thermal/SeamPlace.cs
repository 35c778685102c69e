namespace EdgeGateway.Sensing.Doors;

/// <summary>Where one of several sensors hangs over a wide door.</summary>
/// <param name="OffsetMetres">Along the door, growing towards the sensor's last column.</param>
/// <param name="MountMetres">Above the floor.</param>
internal readonly record struct SeamPlace(double OffsetMetres, double MountMetres);
