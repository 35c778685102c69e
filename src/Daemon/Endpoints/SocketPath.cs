using System.Net.Sockets;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>Finds out what is at the path of a Unix socket, without changing it.</summary>
internal static class SocketPath
{
    // open(2) of a socket gives ENXIO; connect(2) would refuse a socket that nobody listens on and an ordinary file alike.
    private const int Enxio = 6;

    /// <exception cref="IOException">This user cannot find out.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static SocketPathState Look(string path)
    {
        if (Directory.Exists(path))
        {
            return SocketPathState.SomethingElse;
        }

        try
        {
            Open(path);
            return SocketPathState.SomethingElse;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return SocketPathState.Nothing;
        }
        catch (IOException failure) when (failure.HResult == Enxio)
        {
            return Answers(path) ? SocketPathState.Answers : SocketPathState.Stale;
        }
    }

    /// <summary>True when this user can see that a file, a folder or a device is there. Nothing is connected to.</summary>
    public static bool IsSomethingElse(string path)
    {
        if (Directory.Exists(path))
        {
            return true;
        }

        try
        {
            Open(path);
            return true;
        }
        catch (Exception other) when (other is IOException or UnauthorizedAccessException)
        {
            // A socket, nothing at all, or not for this user to see.
            return false;
        }
    }

    // For reading alone, open(2) would wait at a pipe that nobody writes to.
    private static void Open(string path) =>
        new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0).Dispose();

    private static bool Answers(string path)
    {
        // Not blocking: a full queue of connections is an answer too.
        using var call = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            call.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => false,
                SocketError.WouldBlock or SocketError.InProgress => true,
                _ => throw new IOException(refused.Message, refused),
            };
        }
    }
}
