namespace EdgeGateway.Outbox;

/// <summary>What kind of trouble a medium is in: it decides whether to wait, or to give the file up.</summary>
internal enum StoreTrouble
{
    /// <summary>Disk full, read-only, no permission, I/O error: may come right again.</summary>
    Unavailable,

    /// <summary>Not a database, or a corrupt one: never comes right.</summary>
    Damaged,

    /// <summary>Written by a newer version, or by another program.</summary>
    Foreign,
}
