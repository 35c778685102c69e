using System.Text.Json;

namespace EdgeGateway.Daemon.Clock;

/// <summary>Keeps a <see cref="ClockMemory"/> on disk. Losing it costs an estimate and a floor, so a file that cannot be used is never an obstacle.</summary>
internal sealed class ClockFile(string path)
{
    private const int BytesMax = 64 * 1024;

    /// <summary>The last memory, or none; <paramref name="problem"/> says why there is none although there is a file.</summary>
    public ClockMemory Load(out string problem)
    {
        problem = "";
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return ClockMemory.Nothing;
            }

            if (file.Length <= BytesMax && JsonSerializer.Deserialize(File.ReadAllBytes(path), ClockJsonContext.Default.ClockMemory) is { } memory
                && memory.Boots.Count <= ClockMemory.BootsMax && memory.Boots.All(IsPlausible))
            {
                return memory;
            }

            problem = $"{path} is not what this software writes; it is written anew once the clock is right.";
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be used: {wrong.Message.TrimEnd('.')}. It is written anew once the clock is right.";
        }

        return ClockMemory.Nothing;
    }

    private static bool IsPlausible(BootBeginning? boot) => boot?.Began.Year is >= 1970 and < 2200;

    /// <summary>Written beside the old one and put in its place, so that a power cut leaves one of the two. Empty, or why it failed.</summary>
    public string Save(ClockMemory memory)
    {
        try
        {
            var beside = path + ".new";
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, memory, ClockJsonContext.Default.ClockMemory);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            return "";
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written: {wrong.Message.TrimEnd('.')}. After a reboot the time of day is unknown until the network tells it.";
        }
    }
}
