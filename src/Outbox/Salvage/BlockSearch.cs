using System.Text;

namespace EdgeGateway.Outbox;

/// <summary>Finds the blocks of a database file: first by its own tables, which is exact, then, in a damaged one, in every page there is.</summary>
internal sealed class BlockSearch(DatabaseImage image)
{
    private const int DepthMax = 20;

    private readonly byte[] page = new byte[DatabaseImage.PageBytes];
    private readonly List<(long Type, long Start, long End)> columns = [];
    private readonly HashSet<uint> seen = [];

    /// <summary>The tables could be read from end to end.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>The file names a table of the outbox.</summary>
    public bool HasLanes { get; private set; }

    /// <summary>The rows that the lanes' tables hold now.</summary>
    public IEnumerable<Block> InTables()
    {
        var roots = Roots();
        HasLanes = roots.Count > 0;
        IsSound = roots.Count == SqliteSchema.Lanes.Length;
        foreach (var row in roots.SelectMany(root => Rows(root, 0)))
        {
            if (BlockRow.Read(row, columns) is { } block)
            {
                yield return block;
            }
            else
            {
                IsSound = false;
            }
        }
    }

    /// <summary>Every block in every page, freed and outdated ones included.</summary>
    public IEnumerable<Block> Everywhere()
    {
        foreach (var (number, view) in Enum.GetValues<PageView>().SelectMany(view => Leaves(view).Select(number => (number, view))))
        {
            foreach (var row in TablePage.Rows(page, number, image, view))
            {
                if (BlockRow.Read(row, columns) is { } block)
                {
                    yield return block;
                }
            }
        }
    }

    // Leaves its page in the buffer. Frames that a later one of the same page replaced come with the log as a whole.
    private IEnumerable<uint> Leaves(PageView view)
    {
        for (uint number = 1; number <= image.PageCount; number++)
        {
            if (image.Read(number, view, page) && TablePage.IsLeaf(page, number))
            {
                yield return number;
            }
        }

        foreach (var place in view == PageView.File ? [] : image.Log.Offsets)
        {
            // As if it were page 2: only page 1 has a header, and no block is in it.
            if (image.ReadLog(place, page) && TablePage.IsLeaf(page, 2))
            {
                yield return 2;
            }
        }
    }

    private IEnumerable<TableRow> Rows(uint number, int depth)
    {
        if (depth > DepthMax || !seen.Add(number) || !image.Read(number, PageView.Committed, page))
        {
            IsSound = false;
        }
        else if (TablePage.IsLeaf(page, number))
        {
            foreach (var row in TablePage.Rows(page, number, image, PageView.Committed))
            {
                IsSound &= row.IsWhole;
                yield return row;
            }
        }
        else if (TablePage.IsInterior(page, number))
        {
            foreach (var row in TablePage.Children(page, number).SelectMany(child => Rows(child, depth + 1)))
            {
                yield return row;
            }
        }
        else
        {
            IsSound = false;
        }
    }

    // sqlite_schema (section 2.6): type, name, tbl_name, rootpage, sql. Its root is page 1.
    private List<uint> Roots()
    {
        List<uint> roots = [];
        foreach (var row in Rows(1, 0).ToList())
        {
            if (RowColumns.TryRead(row.Payload.Span, columns) && columns.Count == 5 && columns[1].End <= row.Payload.Length
                && SqliteSchema.Lanes.Any(lane => Encoding.ASCII.GetBytes(SqliteSchema.Table(lane)).AsSpan()
                    .SequenceEqual(row.Payload.Span[(int)columns[1].Start..(int)columns[1].End])))
            {
                roots.Add((uint)RowColumns.Integer(row.Payload.Span, columns[3]));
            }
        }

        return roots;
    }
}
