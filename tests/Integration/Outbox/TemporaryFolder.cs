namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("outbox-");

    public string Of(string name) => Path.Combine(folder.FullName, name);

    public string[] Files(string pattern) => [.. folder.GetFiles(pattern).Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Delete(recursive: true);
}
