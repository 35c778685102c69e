using EdgeGateway.Control;

namespace EdgeGateway.Cli.Verify;

/// <summary>Which door is meant.</summary>
internal static class DoorChoice
{
    /// <summary>The one that is named, or the only one there is; otherwise null, and what to type.</summary>
    public static DoorAnswer? Of(IReadOnlyList<DoorAnswer> doors, string? name, out string problem)
    {
        var found = doors.Where(door => name is null || door.Door == name).ToList();
        problem = found.Count switch
        {
            1 => "",
            0 when doors.Count == 0 => "this gateway has no door",
            0 => $"there is no door {name}; there are {Names(doors)}",
            _ => $"name one of the doors with --door: {Names(doors)}",
        };
        return problem.Length == 0 ? found[0] : null;
    }

    private static string Names(IReadOnlyList<DoorAnswer> doors) => string.Join(", ", doors.Select(door => door.Door));
}
