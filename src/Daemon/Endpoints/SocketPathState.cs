namespace EdgeGateway.Daemon.Endpoints;

/// <summary>What is at the path of a Unix socket.</summary>
internal enum SocketPathState
{
    Nothing,

    /// <summary>A socket that nobody listens on.</summary>
    Stale,

    /// <summary>A socket that somebody listens on.</summary>
    Answers,

    /// <summary>A file, a folder or a device.</summary>
    SomethingElse,
}
