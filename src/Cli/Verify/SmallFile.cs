namespace EdgeGateway.Cli.Verify;

/// <summary>Reads a file that is short by its nature, and no more of it: a device may have no end.</summary>
internal static class SmallFile
{
    /// <param name="what">What it should be, for the sentence.</param>
    /// <exception cref="IOException">It is missing, longer, a directory, or may not be read.</exception>
    public static byte[] Read(string path, int bytesMax, string what)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a directory; {what} is a file");
        }

        try
        {
            // Not by its length: a pipe has none.
            using var file = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            using var bytes = new MemoryStream();
            var some = new byte[64 * 1024];
            for (var read = file.Read(some); read > 0; read = file.Read(some))
            {
                bytes.Write(some, 0, read);
                if (bytes.Length > bytesMax)
                {
                    throw new IOException($"{path} is longer than {bytesMax} bytes; this is not {what}");
                }
            }

            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            throw new IOException($"{path} does not exist");
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException($"{path} may not be read by this user", denied);
        }
    }
}
