using EdgeGateway.Hub.Arrivals;

namespace EdgeGateway.Hub.Identity;

/// <summary>
/// Imports the customers at start, and again when a file has changed and stood still since the last look. Looks at the files' times and lengths:
/// a watch can be lost on a network share.
/// </summary>
internal sealed partial class CustomerWatch(CustomerCatalog catalog, ArrivalFeed feed, TimeProvider time, ILogger<CustomerWatch> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private ((DateTime, long), (DateTime, long)) _imported;
    private ((DateTime, long), (DateTime, long)) _seen;

    /// <summary>Imports now and says in the log what came of it.</summary>
    public ImportReport Import()
    {
        var report = catalog.Import();
        if (!report.TakenOver)
        {
            LogRefused(report.Problems.Count > 0 ? $"{report.Problems[0].File}: {report.Problems[0].Message}" : "no file");
        }
        else if (report.ProblemCount > 0)
        {
            LogPartly(report.Customers, report.Identifiers, report.ProblemCount, report.Problems[0].File, report.Problems[0].Line, report.Problems[0].Message);
        }
        else if (catalog.HasSource)
        {
            LogImported(report.Customers, report.Identifiers);
        }

        feed.AnnounceCustomers();
        return report;
    }

    /// <summary>The first import. It waits for nothing: with half a list customers are known earlier than with none.</summary>
    public void Begin()
    {
        _imported = _seen = catalog.FileStates;
        Import();
    }

    /// <summary>Imports what has changed since the last time, unless it has changed since the last look, too: then it may still be on its way.</summary>
    public void Look()
    {
        var now = catalog.FileStates;
        if (now != _imported && now == _seen)
        {
            _imported = now;
            Import();
        }

        _seen = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        Begin();
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            Look();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Imported {Customers} customers with {Identifiers} identifiers.")]
    private partial void LogImported(int customers, int identifiers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Imported {Customers} customers with {Identifiers} identifiers; {Problems} rows need mending, the first is {File} line {Line}: {Problem}. GET /v1/import lists them.")]
    private partial void LogPartly(int customers, int identifiers, int problems, string file, long line, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "No customers were imported, those of before stay in force: {Problem}")]
    private partial void LogRefused(string problem);
}
