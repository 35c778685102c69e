using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace EdgeGateway.Hub.Identity;

/// <summary>A CSV file with a header, read row by row. Bad rows are reported with their line and left out; the good ones come through.</summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>No cell is longer; a forgotten quotation mark would otherwise swallow the file.</summary>
    public const int CellLettersMax = 4_000;

    /// <summary>More rows than the largest customer list; the rest is left out, and said so.</summary>
    public const int RowsMax = 5_000_000;

    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly string _file;
    private readonly List<ImportProblem> _problems;
    private readonly CsvReader _csv;
    private readonly StreamReader _text;

    public CsvTable(string file, Stream content, List<ImportProblem> problems)
    {
        (_file, _problems) = (file, problems);
        var separator = SeparatorOf(content);
        _text = new StreamReader(content, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
        _csv = new CsvReader(_text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            TrimOptions = TrimOptions.Trim,
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            BadDataFound = null, // A stray quotation mark is a letter; what it damages is reported by the row's own checks.
            MissingFieldFound = null,
            AllowComments = true,
            Comment = '#',
        });
    }

    /// <summary>The line of the row being read.</summary>
    public long Line => _csv.Parser.RawRow;

    /// <summary>Reads the header. False when a needed column is missing; unknown ones are reported and ignored.</summary>
    public bool ReadHeader(IReadOnlyCollection<string> needed, IReadOnlyCollection<string> known)
    {
        if (!_csv.Read() || !_csv.ReadHeader())
        {
            Problem("the file is empty; the first line names the columns");
            return false;
        }

        var header = _csv.HeaderRecord!.Select(name => name.Trim().ToLowerInvariant()).ToArray();
        var missing = needed.Except(header).ToArray();
        if (missing.Length > 0)
        {
            Problem($"the column {string.Join(", ", missing)} is missing; the first line names the columns: {string.Join(", ", known)}");
            return false;
        }

        foreach (var unknown in header.Except(known).Where(name => name.Length > 0))
        {
            Problem($"the column {Short(unknown)} is not known and is ignored; known are {string.Join(", ", known)}");
        }

        return true;
    }

    /// <summary>Goes to the next row whose cells are of a sane length and readable.</summary>
    public IEnumerable<CsvTable> Rows()
    {
        for (var rows = 0; Next(); rows++)
        {
            if (rows == RowsMax)
            {
                Problem($"has more than {RowsMax} rows; this one and the rest are left out");
                yield break;
            }

            if (_csv.Parser.Record!.Any(cell => cell.Length > CellLettersMax))
            {
                Problem($"a cell has more than {CellLettersMax} letters; is a quotation mark not closed?");
            }
            else if (_csv.Parser.Record!.Any(cell => cell.Contains('\uFFFD', StringComparison.Ordinal)))
            {
                Problem("a letter is not UTF-8; save the file as UTF-8");
            }
            else
            {
                yield return this;
            }
        }
    }

    /// <summary>A cell of the row; empty when the row or the file has no such column.</summary>
    public string Cell(string column) => _csv.TryGetField<string>(column, out var cell) ? cell?.Trim() ?? "" : "";

    public void Problem(string message) => _problems.Add(new ImportProblem(_file, Line, message));

    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
    }

    private bool Next()
    {
        while (true)
        {
            try
            {
                return _csv.Read();
            }
            catch (CsvHelperException wrong)
            {
                Problem($"cannot be read: {wrong.Message.Split('\n')[0]}");
            }
        }
    }

    /// <summary>Spreadsheets write semicolons or tabs where the comma is a decimal sign; the header shows which.</summary>
    private static char SeparatorOf(Stream content)
    {
        var start = new byte[4096];
        var length = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Seek(0, SeekOrigin.Begin);
        var header = Encoding.UTF8.GetString(start, 0, length).TrimStart('\uFEFF').Split('\n').FirstOrDefault(line => !line.StartsWith('#')) ?? "";
        return Separators.MaxBy(separator => header.Count(letter => letter == separator));
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
