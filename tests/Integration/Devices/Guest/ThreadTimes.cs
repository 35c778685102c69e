using System.Globalization;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>What each thread of this process has spent of the processor, by its name (man 5 proc, /proc/self/task).</summary>
internal sealed class ThreadTimes
{
    private const double TicksPerSecond = 100; // sysconf(_SC_CLK_TCK)

    private readonly Dictionary<string, (string Name, double Seconds)> threads;

    private ThreadTimes(Dictionary<string, (string Name, double Seconds)> threads) => this.threads = threads;

    internal static ThreadTimes Now() => new(Directory.EnumerateDirectories("/proc/self/task").ToDictionary(one => one, Read));

    internal ThreadTimes Since(ThreadTimes before) => new(threads.ToDictionary(
        one => one.Key, one => (one.Value.Name, one.Value.Seconds - before.threads.GetValueOrDefault(one.Key).Seconds)));

    /// <summary>Those that spent something, the busiest first.</summary>
    public override string ToString() => string.Join(", ", threads.Values
        .GroupBy(one => one.Name)
        .Select(group => (group.Key, Seconds: group.Sum(one => one.Seconds)))
        .Where(one => one.Seconds > 0)
        .OrderByDescending(one => one.Seconds)
        .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Seconds:0.00} s")));

    // pid (name) state ppid ... utime stime: the 14th and 15th, counted from behind the name because that may have blanks.
    private static (string Name, double Seconds) Read(string folder)
    {
        var stat = File.ReadAllText(Path.Combine(folder, "stat"));
        var end = stat.LastIndexOf(')');
        var rest = stat[(end + 2)..].Split(' ');
        var ticks = long.Parse(rest[11], CultureInfo.InvariantCulture) + long.Parse(rest[12], CultureInfo.InvariantCulture);
        return (stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end], ticks / TicksPerSecond);
    }
}
