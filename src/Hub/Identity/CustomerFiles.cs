using System.Globalization;

namespace EdgeGateway.Hub.Identity;

/// <summary>Reads the two lists: customers, and what they carry.</summary>
internal static class CustomerFiles
{
    private static readonly string[] CustomerColumns =
    [
        "customer", "name", "consent", "salutation", "tone", "language", "clerk", "member_since", "interests", "order_ready", "notes", "updated",
    ];

    private static readonly string[] IdentifierColumns = ["kind", "value", "customer"];

    /// <summary>Of the lines that contradict each other; enough to find the rest.</summary>
    private const int LinesNamedMax = 5;

    /// <summary>The good rows; null when the file is no customer list at all, or none of its rows is good.</summary>
    public static Dictionary<string, Customer>? ReadCustomers(string file, Stream content, List<ImportProblem> problems)
    {
        using var table = new CsvTable(file, content, problems);
        if (!table.ReadHeader(["customer", "name", "consent"], CustomerColumns))
        {
            return null;
        }

        var (customers, hasRows) = (new Dictionary<string, Customer>(StringComparer.Ordinal), false);
        foreach (var row in table.Rows())
        {
            hasRows = true;
            if (ReadCustomer(row) is { } customer && !customers.TryAdd(customer.Id, customer))
            {
                row.Problem("the customer is there already; the first row counts, give this one an id of its own");
            }
        }

        if (hasRows && customers.Count == 0)
        {
            // A list in another encoding, or with its columns shifted: a chain has not lost all its customers overnight.
            problems.Add(new ImportProblem(file, 0, "no row of it can be taken over, so nothing is changed; a list with a header alone would empty it"));
            return null;
        }

        return customers;
    }

    /// <summary>The good rows; null when the file is no list of identifiers at all.</summary>
    public static List<CustomerIdentifier>? ReadIdentifiers(
        string file, Stream content, IReadOnlyDictionary<string, Customer> customers, List<ImportProblem> problems)
    {
        using var table = new CsvTable(file, content, problems);
        if (!table.ReadHeader(IdentifierColumns, IdentifierColumns))
        {
            return null;
        }

        var identifiers = new List<CustomerIdentifier>();
        foreach (var row in table.Rows())
        {
            var kind = row.Cell("kind").ToLowerInvariant();
            if (!customers.ContainsKey(row.Cell("customer")))
            {
                row.Problem("no such customer in the customer list; add the customer or remove this row");
            }
            else if (!IdentifierText.TryCanonical(kind, row.Cell("value"), out var value, out var problem))
            {
                row.Problem(problem);
            }
            else
            {
                identifiers.Add(new CustomerIdentifier(kind, value, row.Cell("customer"), row.Line));
            }
        }

        return WithoutContested(file, identifiers, problems);
    }

    private static Customer? ReadCustomer(CsvTable row)
    {
        var (id, name, consent) = (row.Cell("customer"), row.Cell("name"), row.Cell("consent").ToLowerInvariant());
        if (id.Length == 0 || name.Length == 0)
        {
            row.Problem("customer and name must not be empty");
            return null;
        }

        if (consent is not ("yes" or "true" or "1" or "no" or "false" or "0"))
        {
            row.Problem("consent is neither yes nor no; without a clear yes nobody is named, so the row is left out");
            return null;
        }

        return new Customer
        {
            Id = id,
            Name = name,
            Consent = consent is "yes" or "true" or "1",
            Salutation = row.Cell("salutation"),
            Tone = row.Cell("tone"),
            Language = row.Cell("language"),
            Clerk = row.Cell("clerk"),
            MemberSince = DateIn(row, "member_since"),
            Interests = row.Cell("interests"),
            OrderReady = row.Cell("order_ready"),
            Notes = row.Cell("notes"),
            Updated = DateIn(row, "updated"),
        };
    }

    private static DateOnly? DateIn(CsvTable row, string column)
    {
        if (row.Cell(column) is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        row.Problem($"{column} is not a date like 2026-03-31; the row is kept without it");
        return null;
    }

    /// <summary>An identifier of two customers names neither: showing the wrong person is worse than showing none.</summary>
    private static List<CustomerIdentifier> WithoutContested(string file, List<CustomerIdentifier> identifiers, List<ImportProblem> problems)
    {
        var contested = identifiers
            .GroupBy(one => (one.Kind, one.Value))
            .Where(group => group.Select(one => one.Customer).Distinct().Count() > 1)
            .ToDictionary(group => group.Key, group => LinesOf([.. group.Select(one => one.Line)]));
        foreach (var one in identifiers.Where(one => contested.ContainsKey((one.Kind, one.Value))))
        {
            problems.Add(new ImportProblem(
                file, one.Line, $"the lines {contested[(one.Kind, one.Value)]} give one identifier to several customers; keep the right one, until then it names nobody"));
        }

        return [.. identifiers.Where(one => !contested.ContainsKey((one.Kind, one.Value))).DistinctBy(one => (one.Kind, one.Value))];
    }

    // A list may have the same placeholder in every row: each of these rows is told, and none may name all the others.
    private static string LinesOf(IReadOnlyList<long> lines) =>
        string.Join(", ", lines.Take(LinesNamedMax)) + (lines.Count > LinesNamedMax ? $" and {lines.Count - LinesNamedMax} more" : "");
}
