namespace EdgeGateway.Outbox;

/// <summary>Whose version of a page is read.</summary>
internal enum PageView
{
    /// <summary>As the last whole commit left it.</summary>
    Committed,

    /// <summary>The newest in the log, whatever came before it.</summary>
    Newest,

    /// <summary>The file's own, as before the log.</summary>
    File,
}
