using System.Globalization;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>What threads of this process have spent of the processor (man 5 proc, /proc/self/task).</summary>
internal static class ThreadTimes
{
    private const double TicksPerSecond = 100; // sysconf(_SC_CLK_TCK)

    /// <summary>Of all threads with this name; the kernel keeps 15 characters of it.</summary>
    internal static TimeSpan Of(string name) => TimeSpan.FromSeconds(Directory.EnumerateDirectories("/proc/self/task").Select(Read).Where(one => one.Name == name).Sum(one => one.Seconds));

    // pid (name) state ppid ... utime stime: the 14th and 15th, counted from behind the name because that may have blanks.
    private static (string Name, double Seconds) Read(string folder)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            return ("", 0); // The thread has ended meanwhile.
        }

        var end = stat.LastIndexOf(')');
        var rest = stat[(end + 2)..].Split(' ');
        var ticks = long.Parse(rest[11], CultureInfo.InvariantCulture) + long.Parse(rest[12], CultureInfo.InvariantCulture);
        return (stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end], ticks / TicksPerSecond);
    }
}
