using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>
/// People at a doorway as two beams at chest height see them. A person is a torso and sometimes an arm or a bag before or behind
/// it; gait makes the speed sway, some pause, some turn back, some follow closely. Receivers chatter at a body's edge and the
/// kernel's debounce delays and swallows edges. The same seed gives the same people.
/// </summary>
internal sealed class SimulatedWalker(int seed)
{
    private const double StepSeconds = 0.001;
    private const double ChatterMetres = 0.004;
    private const double DebounceSeconds = 0.002;

    private readonly Random random = new(seed);

    /// <summary>Beam spacings from 5 to 10 cm, as they are mounted.</summary>
    public double NextSpacing() => Between(0.05, 0.10);

    /// <summary>One person, and sometimes a second one 20 to 60 cm behind; returns who went where.</summary>
    public List<Direction> Cross(double spacing, bool mayBeFollowed, List<(BeamLine, bool, TimeSpan)> edges)
    {
        var direction = random.Next(2) == 0 ? Direction.In : Direction.Out;
        var parts = NextPerson();
        var truth = new List<Direction> { direction };
        if (mayBeFollowed && random.NextDouble() < 0.2)
        {
            // Both move with one speed here, so that the gap is what it is said to be.
            var behind = parts.Min(part => part.From) - Between(0.2, 0.6);
            var second = NextPerson();
            var front = second.Max(part => part.To);
            parts.AddRange(second.Select(part => (part.From - front + behind, part.To - front + behind)));
            truth.Add(direction);
        }

        var walk = NextWalk(parts, spacing);
        Play(parts, walk, direction, spacing, edges);
        return truth;
    }

    /// <summary>Somebody comes from either side into the beams, at most until only his back still breaks the first one, and goes back.</summary>
    public void TurnBack(double spacing, List<(BeamLine, bool, TimeSpan)> edges)
    {
        var direction = random.Next(2) == 0 ? Direction.In : Direction.Out;
        var parts = NextPerson();
        var speed = Between(0.5, 2);
        var depth = Between(0.01, -parts[0].From - 0.01);
        var (start, pause, back) = (-0.8, Between(0.05, 1.5), Between(0.4, 1.5));
        var there = (depth - start) / speed;
        Play(parts, Turn, direction, spacing, edges);

        double? Turn(double t) => t switch
        {
            _ when t < there => start + (speed * t),
            _ when t < there + pause => depth + (0.01 * Math.Sin((t - there) * 6)),
            _ when t < there + pause + (1.2 / back) => depth - (back * (t - there - pause)),
            _ => null,
        };
    }

    private List<(double From, double To)> NextPerson()
    {
        // The front of the torso is at 0.
        var depth = Between(0.16, 0.32);
        var parts = new List<(double, double)> { (-depth, 0) };
        var extra = random.NextDouble();
        var (gap, thick) = (Between(0.01, 0.08), Between(0.05, 0.11));
        if (extra < 0.12)
            parts.Add((gap, gap + thick));
        else if (extra < 0.24)
            parts.Add((-depth - gap - thick, -depth - gap));

        return parts;
    }

    private Func<double, double?> NextWalk(List<(double From, double To)> parts, double spacing)
    {
        var speed = Between(0.5, 2);
        var (sway, phase, hurry) = (Between(0, 0.15), Between(0, 6), Between(-0.2, 0.2));
        var pauseAt = random.NextDouble() < 0.05 ? Between(-0.1, 0.3) : double.MaxValue;
        var pauseLeft = Between(0.2, 1.5);
        var end = spacing - parts.Min(part => part.From) + 0.3;
        var x = -parts.Max(part => part.To) - 0.3;
        return _ =>
        {
            phase += StepSeconds * 2 * Math.PI * 1.8;
            if (x >= pauseAt && pauseLeft > 0)
                pauseLeft -= StepSeconds;
            else
                x += speed * (1 + (sway * Math.Sin(phase)) + (hurry * x)) * StepSeconds;

            return x > end ? null : x;
        };
    }

    private void Play(
        List<(double From, double To)> parts, Func<double, double?> walk, Direction direction, double spacing, List<(BeamLine, bool, TimeSpan)> edges)
    {
        Span<bool> raw = stackalloc bool[2];
        Span<bool> reported = stackalloc bool[2];
        Span<double> stableSince = stackalloc double[2];
        raw.Clear();
        reported.Clear();
        stableSince.Clear();
        var last = 0.0;
        for (var t = 0.0; ; t += StepSeconds)
        {
            if (walk(t) is { } x)
                last = t;
            else if (t > last + (5 * DebounceSeconds))
                return;
            else
                x = 99;

            for (var beam = 0; beam < 2; beam++)
            {
                // Beam 0 is the one met first.
                var level = IsBroken(parts, x, beam * spacing);
                if (level != raw[beam])
                    (raw[beam], stableSince[beam]) = (level, t);

                if (raw[beam] != reported[beam] && t - stableSince[beam] >= DebounceSeconds)
                {
                    reported[beam] = raw[beam];
                    var line = (beam == 0) == (direction == Direction.In) ? BeamLine.Outer : BeamLine.Inner;
                    edges.Add((line, raw[beam], TimeSpan.FromSeconds(t + Between(0, 0.0004))));
                }
            }
        }
    }

    private bool IsBroken(List<(double From, double To)> parts, double x, double beam)
    {
        foreach (var (from, to) in parts)
        {
            var inside = Math.Min(beam - (x + from), x + to - beam);
            if (inside > ChatterMetres || (inside > -ChatterMetres && random.Next(2) == 0))
            {
                return true;
            }
        }

        return false;
    }

    private double Between(double from, double to) => from + (random.NextDouble() * (to - from));
}
