using EdgeGateway.Events;
using EdgeGateway.Outbox;
using LiteDB;

namespace EdgeGateway.Adapters.LiteDb;

/// <summary>
/// The file: a collection per lane (<c>_id</c> the number, type, time in Unix milliseconds or 0, JSON), <c>aside</c>, and <c>meta</c> with
/// epoch, next number and the totals. Every change is made inside <see cref="Transact"/>.
/// </summary>
internal sealed class LiteDbFile : IDisposable
{
    private static readonly EventLane[] Lanes = Enum.GetValues<EventLane>();
    private readonly LiteDatabase database;
    private readonly ILiteCollection<BsonDocument> meta;
    private readonly ILiteCollection<BsonDocument>[] lanes;
    private readonly BsonDocument books;

    private LiteDbFile(LiteDatabase database)
    {
        this.database = database;
        meta = database.GetCollection("meta");
        lanes = [.. Lanes.Select(lane => database.GetCollection(lane.ToString(), BsonAutoId.Int64))];
        books = meta.FindById("books") ?? new BsonDocument
        {
            ["_id"] = "books",
            ["epoch"] = Guid.CreateVersion7(),
            ["next"] = 1L,
            ["dropped"] = new BsonDocument(),
        };
        foreach (var lane in Lanes.Where(lane => !books.ContainsKey($"waiting{(int)lane}")))
        {
            (books[$"waiting{(int)lane}"], books[$"bytes{(int)lane}"]) = (0L, 0L);
        }

        meta.Upsert(books);
    }

    public Guid Epoch => books["epoch"].AsGuid;

    public long Next => books["next"].AsInt64;

    public long Waiting => Lanes.Sum(lane => books[$"waiting{(int)lane}"].AsInt64);

    public long Bytes => Lanes.Sum(lane => books[$"bytes{(int)lane}"].AsInt64);

    public IReadOnlyDictionary<string, long> Dropped => books["dropped"].AsDocument.ToDictionary(reason => reason.Key, reason => reason.Value.AsInt64);

    /// <exception cref="LiteException">The file is not LiteDB's, or is damaged where opening looks.</exception>
    public static LiteDbFile Open(string path)
    {
        var database = new LiteDatabase(new ConnectionString { Filename = path, Connection = ConnectionType.Direct });
        try
        {
            return new LiteDbFile(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>LiteDB's write-ahead log beside the file.</summary>
    public static string LogOf(string path) => Path.Combine(
        Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));

    /// <summary>All or nothing. What memory knows of the books goes back with the transaction.</summary>
    public void Transact(Action act)
    {
        var before = JsonSerializer.Serialize(books);
        database.BeginTrans();
        try
        {
            act();
            meta.Update(books);
            database.Commit();
        }
        catch
        {
            database.Rollback();
            foreach (var (key, value) in JsonSerializer.Deserialize(before).AsDocument)
            {
                books[key] = value;
            }

            throw;
        }
    }

    public long Add(EventDraft draft)
    {
        var sequence = Next;
        var json = EventJson.Write(draft, Epoch, sequence);
        lanes[(int)draft.Lane].Insert(new BsonDocument
        {
            ["_id"] = sequence,
            ["type"] = draft.Type,
            ["time"] = draft.Clock == ClockQuality.Synchronised ? draft.Time.ToUnixTimeMilliseconds() : 0L,
            ["json"] = json,
        });
        books["next"] = sequence + 1;
        Count(draft.Lane, 1, json.Length);
        return sequence;
    }

    /// <summary>Gives numbers away to events that are lost; returns the first.</summary>
    public long Skip(long count)
    {
        var first = Next;
        books["next"] = first + count;
        return first;
    }

    public int Peek(EventLane lane, long after, int countMax, ICollection<WaitingEvent> into)
    {
        var found = lanes[(int)lane].Find(Query.GT("_id", after), 0, countMax).ToList(); // in the order of the key's index
        foreach (var document in found)
        {
            into.Add(new WaitingEvent(Epoch, document["_id"].AsInt64, lane, document["type"].AsString, document["json"].AsBinary));
        }

        return found.Count;
    }

    public void RemoveThrough(EventLane lane, long sequence) => Take(lane, lanes[(int)lane].Find(Query.LTE("_id", sequence)));

    public void SetAside(WaitingEvent refused, string reason)
    {
        Take(refused.Lane, lanes[(int)refused.Lane].Find(Query.EQ("_id", refused.Sequence)));
        database.GetCollection("aside").Upsert(new BsonDocument
        {
            ["_id"] = refused.Sequence,
            ["reason"] = reason,
            ["json"] = refused.Json.ToArray(),
        });
    }

    /// <summary>Only events stamped by a right clock have an age. The ledger itself is never dropped.</summary>
    public IReadOnlyList<SequenceRange> DropOlderThan(EventLane lane, DateTimeOffset oldest)
    {
        var limit = oldest.ToUnixTimeMilliseconds();
        return Take(lane, Droppable(lane).TakeWhile(document => document["time"].AsInt64 < limit).Where(document => document["time"].AsInt64 > 0));
    }

    public IReadOnlyList<SequenceRange> DropUntil(EventLane lane, long bytesMax)
    {
        var over = Bytes - bytesMax;
        return Take(lane, Droppable(lane).TakeWhile(document =>
        {
            var more = over > 0;
            over -= document["json"].AsBinary.Length;
            return more;
        }));
    }

    public void CountDropped(string reason, long count)
    {
        var dropped = books["dropped"].AsDocument;
        dropped[reason] = (dropped.TryGetValue(reason, out var before) ? before.AsInt64 : 0) + count;
    }

    public IReadOnlyList<LaneStatus> LaneStatuses(DateTimeOffset now) =>
    [
        .. Lanes.Select(lane =>
        {
            var oldest = lanes[(int)lane].Find(Query.All(), 0, 1).FirstOrDefault()?["time"].AsInt64 ?? 0;
            var age = oldest == 0 ? 0 : Math.Max(0, now.ToUnixTimeMilliseconds() - oldest) / 1000.0;
            return new LaneStatus(lane, books[$"waiting{(int)lane}"].AsInt64, books[$"bytes{(int)lane}"].AsInt64, age);
        }),
    ];

    public void Dispose() => database.Dispose();

    private IEnumerable<BsonDocument> Droppable(EventLane lane) =>
        lanes[(int)lane].Find(Query.All()).Where(document => document["type"].AsString != EventTypes.GatewayDropped);

    private IReadOnlyList<SequenceRange> Take(EventLane lane, IEnumerable<BsonDocument> documents)
    {
        var taken = new SequenceSet();
        foreach (var document in documents.ToList())
        {
            lanes[(int)lane].Delete(document["_id"]);
            taken.Add(document["_id"].AsInt64);
            Count(lane, -1, -document["json"].AsBinary.Length);
        }

        return taken.Ranges;
    }

    private void Count(EventLane lane, long events, long bytes)
    {
        books[$"waiting{(int)lane}"] = books[$"waiting{(int)lane}"].AsInt64 + events;
        books[$"bytes{(int)lane}"] = books[$"bytes{(int)lane}"].AsInt64 + bytes;
    }
}
