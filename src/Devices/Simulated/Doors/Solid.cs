namespace EdgeGateway.Devices.Simulated;

/// <summary>An upright elliptical column: what bodies, trolleys and door leaves are made of. Metres; x runs into the store, y along the door, z up.</summary>
/// <param name="Reflectance">At 940 nm, 0 to 1.</param>
/// <param name="Kelvins">Warmer than the floor by so much.</param>
internal readonly record struct Solid(
    double X, double Y, double RadiusX, double RadiusY, double Bottom, double Top, double Reflectance, double Kelvins)
{
    /// <summary>How far along a ray from above it is met; infinity when it is not.</summary>
    /// <param name="z">Height of the ray's origin, above the column.</param>
    /// <param name="dz">Negative.</param>
    public double Distance(double x, double y, double z, double dx, double dy, double dz)
    {
        var toTop = (z - Top) / -dz;
        var toBottom = (z - Bottom) / -dz;

        // In the ellipse's own units it is a circle of radius 1.
        var (ox, oy) = ((x - X) / RadiusX, (y - Y) / RadiusY);
        var (ux, uy) = (dx / RadiusX, dy / RadiusY);
        var (tx, ty) = (ox + (ux * toTop), oy + (uy * toTop));
        if ((tx * tx) + (ty * ty) <= 1)
        {
            return toTop;
        }

        var a = (ux * ux) + (uy * uy);
        var b = (ox * ux) + (oy * uy);
        var under = (b * b) - (a * ((ox * ox) + (oy * oy) - 1));
        if (under <= 0 || a < 1e-12)
        {
            return double.PositiveInfinity;
        }

        var side = (-b - Math.Sqrt(under)) / a;
        return side >= toTop && side <= toBottom ? side : double.PositiveInfinity;
    }
}
