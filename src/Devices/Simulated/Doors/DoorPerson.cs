namespace EdgeGateway.Devices.Simulated;

/// <summary>A person as columns: head, shoulders, trunk, arms and legs that swing; and what is pushed.</summary>
internal sealed class DoorPerson
{
    private readonly DoorWalk walk;
    private readonly double height;
    private readonly double width;
    private readonly double depth;
    private readonly double hair;
    private readonly double cloth;
    private readonly double skinKelvins;
    private readonly double clothKelvins;
    private readonly bool hasTrolley;
    private readonly double trolleyTop;
    private readonly double bag;
    private readonly double bagSide;

    internal DoorPerson(Dice dice, DoorWalk walk, double height, double floorCelsius, bool hasTrolley)
    {
        (this.walk, this.height, this.hasTrolley) = (walk, height, hasTrolley);
        var build = height / 1.72;
        width = dice.Between(0.19, 0.26) * build;
        depth = dice.Between(0.10, 0.15) * build;
        hair = dice.Chance(0.1) ? dice.Between(0.05, 0.1) : dice.Between(0.1, 0.5);
        cloth = dice.Between(0.1, 0.7);
        trolleyTop = dice.Between(0.95, 1.05);
        (bag, bagSide) = (dice.Chance(0.15) ? dice.Between(0.06, 0.12) : 0, dice.Chance(0.5) ? 1 : -1);

        // Hair and clothes lie between the skin and the room; a winter coat shows little, and people from a cold street less.
        var skin = 34 - floorCelsius;
        (skinKelvins, clothKelvins) = (skin * dice.Between(0.5, 0.85), skin * dice.Between(0.18, 0.55));
    }

    internal DoorWalk Walk => walk;

    internal void AddTo(List<Solid> solids, double t)
    {
        if (!walk.IsPresent(t))
            return;
        var (x, y) = (walk.X(t), walk.Lane(t));
        var ahead = walk.IsInward ? 1 : -1;
        var swing = Math.Sin(walk.Stride(t));

        solids.Add(new Solid(x + (0.03 * ahead), y, 0.10, 0.08, 0.87 * height, 0.96 * height, hair, skinKelvins));
        solids.Add(new Solid(x + (0.03 * ahead), y, 0.06, 0.05, 0.96 * height, height, hair, skinKelvins));
        solids.Add(new Solid(x, y, depth * 0.8, width, 0.72 * height, 0.82 * height, cloth, clothKelvins));
        solids.Add(new Solid(x, y, depth, width * 0.85, 0.45 * height, 0.74 * height, cloth, clothKelvins));
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var arm = hasTrolley ? 0.3 * ahead : 0.2 * swing * side;
            solids.Add(new Solid(x + (arm * 0.6), y + (side * width), 0.06, 0.05, 0.50 * height, 0.72 * height, cloth, clothKelvins));
            solids.Add(new Solid(x + arm, y + (side * width), 0.05, 0.04, 0.44 * height, 0.55 * height, 0.4, skinKelvins * 0.8));
            solids.Add(new Solid(x - (0.22 * swing * side), y + (side * 0.09), 0.08, 0.07, 0, 0.46 * height, cloth, clothKelvins * 0.7));
        }

        if (bag > 0)
            solids.Add(new Solid(x - (0.12 * ahead), y + (bagSide * width), bag, 0.07, 0.45 * height, 0.68 * height, cloth, 0.5));
        if (hasTrolley)
            solids.Add(new Solid(x + (0.85 * ahead), y, 0.40, 0.26, 0.4, trolleyTop, 0.15, 0.3));
    }
}
