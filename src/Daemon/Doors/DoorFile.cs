using System.Text.Json;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Doors;

/// <summary>Keeps a <see cref="DoorMemory"/> on disk. It holds no event: losing it costs today's sums on this device and the drift alarm's memory.</summary>
internal sealed class DoorFile(string path)
{
    private const int BytesMax = 256 * 1024;

    /// <summary>The last memory, or none; <paramref name="problem"/> says why there is none although there is a file.</summary>
    public DoorMemory Load(out string problem)
    {
        problem = "";
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return DoorMemory.Nothing;
            }

            if (file.Length <= BytesMax && JsonSerializer.Deserialize(File.ReadAllBytes(path), DoorJson.Default.DoorMemory) is { } memory
                && IsPlausible(memory.Today) && memory.Closed.All(IsPlausible))
            {
                return memory;
            }

            problem = $"{path} is not what this software writes; today's sums of the doors begin anew.";
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be used: {wrong.Message.TrimEnd('.')}. Today's sums of the doors begin anew.";
        }

        return DoorMemory.Nothing;
    }

    /// <summary>Written beside the old one and put in its place, so that a power cut leaves one of the two. Empty, or why it failed.</summary>
    public string Save(DoorMemory memory)
    {
        try
        {
            var beside = path + ".new";
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, memory, DoorJson.Default.DoorMemory);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            return "";
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written: {wrong.Message.TrimEnd('.')}. After a restart today's sums of the doors begin anew; the events are not touched by that.";
        }
    }

    // What a hand has written may have two of one door, or a null in a list, at which the daemon would end at every start.
    private static bool IsPlausible(DoorDay? day) =>
        day is { Occupancy: >= 0 } && day.Doors.All(door => door is not null) && day.Doors.DistinctBy(door => door.Door).Count() == day.Doors.Count;
}
