using EdgeGateway.Cli;
using EdgeGateway.Tests.Integration.Hub;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>Exports and recordings that cannot be written to their end. /dev/full is the disk.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ExportLeavesNothingBehind()
    {
        File.CreateSymbolicLink(folder.File("x.jsonl.part"), "/dev/full");
        var target = ExportTarget.Open(folder.File("x.jsonl"));
        target.Write("""{"end":0}"""u8);
        target.Write("\n"u8);
        Assert.Throws<IOException>(() => target.Finish());
        target.Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void ExportOntoADirectoryIsRefusedAndOneThatAppearsMeanwhileLeavesNoPart()
    {
        Assert.Contains("is a directory", Assert.Throws<IOException>(() => ExportTarget.Open(folder.Path)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Path + ".part"));

        var target = ExportTarget.Open(folder.File("x.jsonl"));
        target.Write("{\"end\":0}\n"u8);
        Directory.CreateDirectory(folder.File("x.jsonl"));
        Assert.ThrowsAny<IOException>(() => target.Finish());
        target.Dispose();
        Assert.False(File.Exists(folder.File("x.jsonl.part")));
    }

    [Fact]
    public void RecordingSaysHowManySignalsAreSavedAndLeavesNoEmptyFile()
    {
        using (var target = new RecordingTarget(new FullAfter(room: 30), folder.File("some")))
        {
            target.Add("# head");
            target.Add("""{"t":1}""");
            target.Add("""{"t":2}""");
            var full = Assert.Throws<IOException>(() => target.Add("""{"t":3}"""));
            Assert.Contains("some: No space left; the 2 signals until then are saved", full.Message, StringComparison.Ordinal);
        }

        using (var target = new RecordingTarget(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), folder.File("none")))
        {
            File.WriteAllText(folder.File("none"), "");
            Assert.Contains("no signal was saved", Assert.Throws<IOException>(() => target.Add("""{"t":1}""")).Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private sealed class FullAfter(int room) : MemoryStream
    {
        // The array's way, because a MemoryStream that is derived from comes back here from the span's.
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > room)
            {
                throw new IOException("No space left.");
            }

            base.Write(buffer, offset, count);
        }
    }
}
