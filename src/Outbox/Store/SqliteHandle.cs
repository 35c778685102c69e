using SQLitePCL;
using static SQLitePCL.raw;

namespace EdgeGateway.Outbox;

/// <summary>One SQLite connection: every result code is checked, every failure becomes a <see cref="StoreException"/> with a remedy.</summary>
internal sealed class SqliteHandle : IDisposable
{
    private readonly sqlite3 handle;
    private readonly string path;

    static SqliteHandle() => Batteries_V2.Init();

    public SqliteHandle(string path, bool isReader)
    {
        this.path = path;
        var flags = isReader ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        var result = sqlite3_open_v2(path, out handle, flags | SQLITE_OPEN_FULLMUTEX, null);
        try
        {
            Check(result, "open");
            sqlite3_extended_result_codes(handle, 1);
            sqlite3_busy_timeout(handle, 2000);
        }
        catch
        {
            handle?.Dispose();
            throw;
        }
    }

    public int Changes => sqlite3_changes(handle);

    public bool IsInTransaction => sqlite3_get_autocommit(handle) == 0;

    public void Execute(string sql) => Check(sqlite3_exec(handle, sql), sql);

    public SqliteStatement Prepare(string sql)
    {
        Check(sqlite3_prepare_v3(handle, sql, SQLITE_PREPARE_PERSISTENT, out var statement), sql);
        return new SqliteStatement(this, statement, sql);
    }

    /// <summary>The first column of the first row; 0 when there is none.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    public void Check(int result, string what)
    {
        if (result is SQLITE_OK or SQLITE_ROW or SQLITE_DONE)
        {
            return;
        }

        var said = handle is null ? sqlite3_errstr(result).utf8_to_string() : sqlite3_errmsg(handle).utf8_to_string();
        var (trouble, remedy) = (result & 0xff) switch
        {
            SQLITE_CORRUPT or SQLITE_NOTADB => (StoreTrouble.Damaged, "the file is damaged"),
            SQLITE_FULL => (StoreTrouble.Unavailable, "the disk is full; make room, nothing is lost meanwhile as long as memory lasts"),
            SQLITE_READONLY => (StoreTrouble.Unavailable, "the file or its file system is read-only; a worn SD card does that, check `dmesg`"),
            SQLITE_CANTOPEN or SQLITE_PERM or SQLITE_AUTH => (StoreTrouble.Unavailable, "the service needs to own the folder and the file"),
            SQLITE_IOERR => (StoreTrouble.Unavailable, "the disk reports an error; check `dmesg` and replace the card"),
            SQLITE_BUSY or SQLITE_LOCKED => (StoreTrouble.Unavailable, "another program has the file locked; close it"),
            _ => (StoreTrouble.Unavailable, "see the SQLite result codes"),
        };
        throw new StoreException(trouble, $"{path}: cannot {Short(what)}: {said} (SQLite {result}); {remedy}");
    }

    public void Dispose() => handle.Dispose();

    private static string Short(string what) => what.Length > 40 ? what[..40] + "…" : what;
}
