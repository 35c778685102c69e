using EdgeGateway.Hub.Configuration;

namespace EdgeGateway.Hub.Identity;

/// <summary>Keeps the directory in force, and imports a new one when asked.</summary>
internal sealed class CustomerCatalog(CustomersOptions options, TimeProvider time)
{
    private readonly Lock _importing = new();
    private volatile CustomerDirectory _directory = CustomerDirectory.Empty;
    private volatile ImportReport _report = new(DateTimeOffset.UnixEpoch, false, 0, 0, 0, []);

    public CustomerDirectory Directory => _directory;

    /// <summary>The last import.</summary>
    public ImportReport Report => _report;

    public bool HasSource => options.Samples || options.File.Length > 0;

    /// <summary>Times and lengths in bytes. Changes whenever a file does, and when it can no longer be looked at or can be again.</summary>
    public ((DateTime Time, long Length) Customers, (DateTime Time, long Length) Identifiers) FileStates =>
        options.File.Length > 0 ? (StateOf(options.File), StateOf(options.IdentifiersFile)) : default;

    /// <summary>Reads both lists. When one cannot be read at all, the customers of before stay in force.</summary>
    public ImportReport Import()
    {
        lock (_importing)
        {
            var problems = new List<ImportProblem>();
            var directory = Read(problems, out var identifiers);
            if (directory is not null)
            {
                _directory = directory;
            }

            return _report = new ImportReport(
                time.GetUtcNow(), directory is not null, directory?.Customers ?? 0, identifiers, problems.Count, [.. problems.Take(ImportReport.ProblemsMax)]);
        }
    }

    private CustomerDirectory? Read(List<ImportProblem> problems, out int identifierCount)
    {
        identifierCount = 0;
        if (!HasSource)
        {
            return CustomerDirectory.Empty;
        }

        var (customersName, identifiersName) = options.Samples ? ("Samples/customers.csv", "Samples/identifiers.csv") : (options.File, options.IdentifiersFile);
        using var customersFile = Open(customersName, problems);
        using var identifiersFile = Open(identifiersName, problems);
        var reading = customersName;
        try
        {
            if (customersFile is null || identifiersFile is null
                || CustomerFiles.ReadCustomers(customersName, customersFile, problems) is not { } customers)
            {
                return null;
            }

            reading = identifiersName;
            if (CustomerFiles.ReadIdentifiers(identifiersName, identifiersFile, customers, problems) is not { } identifiers)
            {
                return null;
            }

            identifierCount = identifiers.Count;
            return new CustomerDirectory(customers, identifiers, options.PseudonymKey);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // The share or the disk went away in the middle: half a list is none.
            problems.Add(new ImportProblem(reading, 0, $"cannot be read: {wrong.Message}"));
            return null;
        }
    }

    // A share that has gone answers with an error instead of a time, and must not take the hub with it; the import says what is wrong.
    private static (DateTime Time, long Length) StateOf(string file)
    {
        try
        {
            var found = new FileInfo(file);
            return (found.LastWriteTimeUtc, found.Length);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return (DateTime.MinValue, -1);
        }
    }

    private Stream? Open(string name, List<ImportProblem> problems)
    {
        try
        {
            return options.Samples ? EmbeddedFiles.Open(name) : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ImportProblem(name, 0, $"cannot be opened: {wrong.Message}"));
            return null;
        }
    }
}
