namespace EdgeGateway.Hub;

/// <summary>Files that travel inside the assembly: pages, samples, the database schema.</summary>
internal static class EmbeddedFiles
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static Stream Open(string name) =>
        typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"the assembly has no embedded file {name}; Hub.csproj lists them");
}
