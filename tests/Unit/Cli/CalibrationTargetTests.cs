using EdgeGateway.Cli;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Cli;

public sealed class CalibrationTargetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string File => Path.Combine(folder, "samples.txt");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void FileThatExistsIsNotOverwritten()
    {
        System.IO.File.WriteAllText(File, "precious");

        Assert.Contains("exists; give another name", Assert.Throws<IOException>(() => CalibrationTarget.Open(File)).Message, StringComparison.Ordinal);
        Assert.Equal("precious", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void WalkThatIsBrokenOffLeavesNoEmptyFile()
    {
        CalibrationTarget.Open(File).Dispose();

        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void WhatWasHeardIsThereForReplay()
    {
        using (var target = CalibrationTarget.Open(File))
            target.Keep([new CalibrationSample(1.5, "entrance", "hci0", -60)]);

        Assert.Equal(CalibrationFile.Line(new CalibrationSample(1.5, "entrance", "hci0", -60)), Assert.Single(System.IO.File.ReadAllLines(File)));
    }
}
