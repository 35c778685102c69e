namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>The folders of one run; gone when it ends.</summary>
internal class Place : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("edge-gateway-lab-").FullName;

    public virtual string OutboxFolder => Folder;

    public virtual void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
