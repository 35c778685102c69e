using System.Globalization;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Tests.Unit.Sensing.Doors;

namespace EdgeGateway.Tests.Benchmarks.Doors;

/// <summary>One kind of sensor over the door against every scenario, on doors that no one has looked at while the algorithm was made.</summary>
internal static class OverheadTable
{
    // Seeds up to 999 are for development and for the unit tests.
    private const int HeldOutSeed = 20_000;

    /// <summary>The time-of-flight counter was mended after those had been seen once; nobody has looked at these.</summary>
    public const int TofSeed = 60_000;

    /// <returns>Whether single file is as good as wanted in both directions, and nobody who turned back was counted if that is asked.</returns>
    public static bool Print(string sensor, OverheadAccuracy.Watcher watcher, int people, IReadOnlySet<DoorScenario> scenarios, double wanted, bool mustIgnoreTurning, int firstSeed = HeldOutSeed)
    {
        Line($"{sensor,-10} {"scenario",-16} {"n",6} {"in",8} {"out",8} {"missed",7} {"extra",6} {"wrong",6} {"u-turns",8}");
        var isGood = true;
        // Crowds need a wide door.
        foreach (var scenario in Enum.GetValues<DoorScenario>().Where(one => one != DoorScenario.Crowd && scenarios.Contains(one)))
        {
            var (episodes, each) = scenario switch
            {
                DoorScenario.Following or DoorScenario.FollowingClosely or DoorScenario.Abreast or DoorScenario.ChildAhead => (people / 2, 2),
                DoorScenario.Groups => (people / 3, 3),
                DoorScenario.Loitering => (people, 1), // half of them go back
                DoorScenario.TurningBack => (people, 0),
                _ => (people, 1),
            };
            var found = OverheadAccuracy.Of(watcher, scenario, episodes, firstSeed);
            isGood &= scenario != DoorScenario.SingleFile || (found.InShare >= wanted && found.OutShare >= wanted);
            isGood &= scenario != DoorScenario.TurningBack || !mustIgnoreTurning || found.Extra == 0;
            var (inShare, outShare) = each == 0 ? ("", "") : (Percent(found.InShare), Percent(found.OutShare));
            Line($"{"",-10} {scenario,-16} {(each == 0 ? episodes : found.Crossings),6} {inShare,8} {outShare,8} {found.Missed,7} {found.Extra,6} {found.WrongWay,6} {found.UTurns,8}");
        }

        return isGood;
    }

    private static string Percent(double share) => share.ToString("0.00%", CultureInfo.InvariantCulture);

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
