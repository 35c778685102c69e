namespace EdgeGateway.Devices.Linux;

/// <summary>Device names as people write them: <c>i2c-1</c> is <c>/dev/i2c-1</c>, a path stays a path.</summary>
internal static class DevicePath
{
    private const int NamesShownMax = 8;

    internal static string Of(string name) => name.Contains('/', StringComparison.Ordinal) ? name : "/dev/" + name;

    /// <summary>What there is instead of a missing device: "; present: gpiochip0, gpiochip4".</summary>
    internal static string Present(string folder, string pattern)
    {
        var names = Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder, pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(NamesShownMax).ToArray()
            : [];
        return names.Length == 0 ? "there is none on this machine" : "present: " + string.Join(", ", names);
    }
}
