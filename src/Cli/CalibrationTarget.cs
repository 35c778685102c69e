using EdgeGateway.Sensing;

namespace EdgeGateway.Cli;

/// <summary>Where a calibration's samples go: a new file, which is there only when they are.</summary>
internal sealed class CalibrationTarget : IDisposable
{
    private readonly StreamWriter writer;
    private readonly string path;
    private bool isKept;

    private CalibrationTarget(string path, Stream to) => (this.path, writer) = (path, new StreamWriter(to) { NewLine = "\n" });

    /// <exception cref="IOException">The file exists or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made there.</exception>
    public static CalibrationTarget Open(string path) => File.Exists(path)
        ? throw new IOException($"{path} exists; give another name or delete it first")
        : new CalibrationTarget(path, new FileStream(path, FileMode.CreateNew, FileAccess.Write));

    public void Keep(IEnumerable<CalibrationSample> samples)
    {
        foreach (var sample in samples)
        {
            writer.WriteLine(CalibrationFile.Line(sample));
        }

        writer.Flush();
        isKept = true;
    }

    public void Dispose()
    {
        writer.Dispose();
        if (!isKept)
        {
            File.Delete(path);
        }
    }
}
