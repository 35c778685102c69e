using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Tests.Benchmarks;

namespace EdgeGateway.Tests.Lab;

/// <summary>How long an experiment may go on: <c>--minutes 2.5</c>, an hour when nothing is said. What it has done by then is judged.</summary>
internal sealed class TimeLimit
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly TimeSpan limit;

    public TimeLimit(BenchmarkOptions options) => limit = TimeSpan.FromMinutes(double.Parse(options.Text("minutes", "60"), CultureInfo.InvariantCulture));

    public bool IsReached => Elapsed >= limit;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);
}
