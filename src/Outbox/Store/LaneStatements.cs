using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>The writer's prepared statements on one lane's table.</summary>
internal sealed class LaneStatements(SqliteHandle writer, EventLane lane) : IDisposable
{
    private readonly SqliteStatement insert = writer.Prepare($"INSERT INTO {SqliteSchema.Table(lane)} VALUES (?,?,?,?,?,?,?,?)");
    private readonly SqliteStatement delete = writer.Prepare($"DELETE FROM {SqliteSchema.Table(lane)} WHERE last <= ?");
    private readonly SqliteStatement deleteRange = writer.Prepare($"DELETE FROM {SqliteSchema.Table(lane)} WHERE last BETWEEN ? AND ?");
    private readonly SqliteStatement sizes = writer.Prepare(
        $"SELECT last, length(json) FROM {SqliteSchema.Table(lane)} WHERE last > ? ORDER BY last LIMIT ?");
    private readonly SqliteStatement find = writer.Prepare(
        $"SELECT first, last, count, time, marks, json, counted, weighed FROM {SqliteSchema.Table(lane)} WHERE last = ?");
    private readonly SqliteStatement oldest = writer.Prepare(
        $"SELECT first, last, count, time, marks, json FROM {SqliteSchema.Table(lane)} ORDER BY last LIMIT 1");
    private readonly SqliteStatement oldestKey = writer.Prepare(
        $"SELECT last, time, counted - count, weighed - length(marks) - length(json) FROM {SqliteSchema.Table(lane)} ORDER BY last LIMIT 1");
    private readonly SqliteStatement newest = writer.Prepare(
        $"SELECT last, counted, weighed FROM {SqliteSchema.Table(lane)} ORDER BY last DESC LIMIT 1");

    public void Insert(Block block, LaneReading reading) =>
        insert.Bind(1, block.Last).Bind(2, block.First).Bind(3, block.Count).Bind(4, block.TimeMs)
            .Bind(5, reading.Counted).Bind(6, reading.Weighed).Bind(7, block.Marks.Span).Bind(8, block.Json.Span).Run();

    public int DeleteThrough(long last) => delete.Bind(1, last).Run();

    public void Delete(long from, long through) => deleteRange.Bind(1, from).Bind(2, through).Run();

    public List<(long Last, int Bytes)> Sizes(long after, int countMax)
    {
        var blocks = new List<(long, int)>();
        sizes.Bind(1, after).Bind(2, countMax);
        try
        {
            while (sizes.Step())
            {
                blocks.Add((sizes.Long(0), (int)sizes.Long(1)));
            }
        }
        finally
        {
            sizes.Reset();
        }

        return blocks;
    }

    public (Block Block, LaneReading Reading)? Find(long last) =>
        First<(Block, LaneReading)?>(find.Bind(1, last), row => (ReadBlock(row), new LaneReading(row.Long(6), row.Long(7), 0, 0)));

    public Block? Oldest() => First(oldest, ReadBlock);

    public (long Last, long TimeMs)? OldestKey() => First<(long, long)?>(oldestKey, row => (row.Long(0), row.Long(1)));

    public long NewestLast() => First(newest, row => row.Long(0));

    public LaneReading Reading()
    {
        var (counted, weighed) = First(newest, row => (row.Long(1), row.Long(2)));
        var (countedBefore, weighedBefore) = First(oldestKey, row => (row.Long(2), row.Long(3)));
        return new LaneReading(counted, weighed, countedBefore, weighedBefore);
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[insert, delete, deleteRange, sizes, find, oldest, oldestKey, newest])
        {
            statement.Dispose();
        }
    }

    internal static Block ReadBlock(SqliteStatement row) =>
        new(row.Long(0), row.Long(1), (int)row.Long(2), row.Long(3), row.Blob(4), row.Blob(5));

    internal static T? First<T>(SqliteStatement statement, Func<SqliteStatement, T> read)
    {
        try
        {
            return statement.Step() ? read(statement) : default;
        }
        finally
        {
            statement.Reset();
        }
    }
}
