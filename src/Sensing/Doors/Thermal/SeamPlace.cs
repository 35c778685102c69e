namespace EdgeGateway.Sensing.Doors;

/// <summary>Where one of several sensors hangs over a wide door.</summary>
/// <param name="OffsetMetres">Along the door, growing towards the sensor's last column.</param>
/// <param name="MountMetres">Above the floor.</param>
/// <param name="DegreesAcross">Its view along the door.</param>
internal readonly record struct SeamPlace(double OffsetMetres, double MountMetres, double DegreesAcross)
{
    // Of a body at the edge of a view only a part is seen, and its middle is never seen further out than this share of the view.
    private const double EdgeShare = 0.78;

    private readonly double edgeTangent = EdgeShare * Math.Tan(DegreesAcross * Math.PI / 360);

    public bool IsAtEdge(double tangent) => Math.Abs(tangent) >= edgeTangent;
}
