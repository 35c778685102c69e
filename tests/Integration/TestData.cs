namespace EdgeGateway.Tests.Integration;

/// <summary>Captures and vectors that are not ours to commit: the environment variable EDGEGATEWAY_DATA names their folder.</summary>
internal static class TestData
{
    /// <summary>A file or folder in there, or the test is skipped.</summary>
    public static string PathOf(params string[] parts)
    {
        var folder = Environment.GetEnvironmentVariable("EDGEGATEWAY_DATA") ?? "";
        var path = Path.Combine([folder, .. parts]);
        Assert.SkipUnless(folder.Length > 0 && Path.Exists(path), $"set EDGEGATEWAY_DATA to the folder with {string.Join('/', parts)}");
        return path;
    }
}
