using System.Globalization;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Tests.Unit.Sensing.Doors;

namespace EdgeGateway.Tests.Benchmarks.Doors;

/// <summary>A door of 2.7 m under several arrays, on held-out seeds: as one door, and as so many doors whose counts are added.</summary>
internal static class WideDoorTable
{
    private const int HeldOutSeed = 30_000;
    private const double Wanted = 0.97;

    /// <returns>Whether people one by one are counted as well as under a narrow door, in both directions.</returns>
    public static bool Print(int people, IReadOnlySet<DoorScenario> scenarios)
    {
        Line($"{"2.7 m",-12} {"scenario",-12} {"n",6} {"in",8} {"out",8} {"missed",7} {"extra",6} {"wrong",6} {"added: extra",13}");
        return Rows("3 VL53L1X", WideDoorAccuracy.MergedTof(WideDoorAccuracy.ThreeTof), WideDoorAccuracy.AddedTof(WideDoorAccuracy.ThreeTof), people, scenarios)
            & Rows("3 AMG8833", ThermalChip.Amg8833, WideDoorAccuracy.ThreeGridEyes, people, scenarios)
            & Rows("2 MLX90640", ThermalChip.Mlx90640, WideDoorAccuracy.TwoMelexis, people, scenarios);
    }

    private static bool Rows(string name, ThermalChip chip, double[] offsets, int people, IReadOnlySet<DoorScenario> scenarios) =>
        Rows(name, WideDoorAccuracy.Merged(chip, offsets), WideDoorAccuracy.Added(chip, offsets), people, scenarios);

    private static bool Rows(
        string name, OverheadAccuracy.Watcher asOne, OverheadAccuracy.Watcher asMany, int people, IReadOnlySet<DoorScenario> scenarios)
    {
        var isGood = true;
        foreach (var (scenario, episodes) in new[]
        {
            (DoorScenario.SingleFile, people), (DoorScenario.Crowd, people * 2 / 5), (DoorScenario.Abreast, people / 2), (DoorScenario.Groups, people / 3),
            (DoorScenario.TurningBack, people / 5),
        }.Where(row => scenarios.Contains(row.Item1)))
        {
            var one = OverheadAccuracy.Of(asOne, scenario, episodes, HeldOutSeed, WideDoorAccuracy.WidthMetres);
            var added = OverheadAccuracy.Of(asMany, scenario, episodes, HeldOutSeed, WideDoorAccuracy.WidthMetres);
            isGood &= scenario != DoorScenario.SingleFile || (one.InShare >= Wanted && one.OutShare >= Wanted);
            var (inShare, outShare) = one.Crossings == 0 ? ("", "") : (Percent(one.InShare), Percent(one.OutShare));
            Line($"{name,-12} {scenario,-12} {(one.Crossings == 0 ? episodes : one.Crossings),6} {inShare,8} {outShare,8} {one.Missed,7} {one.Extra,6} {one.WrongWay,6} {added.Extra,13}");
        }

        return isGood;
    }

    private static string Percent(double share) => share.ToString("0.00%", CultureInfo.InvariantCulture);

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
