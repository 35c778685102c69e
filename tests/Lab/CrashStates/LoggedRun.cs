using System.Globalization;
using EdgeGateway.Tests.Lab.Guest;
using EdgeGateway.Tests.Lab.Machine;

namespace EdgeGateway.Tests.Lab.CrashStates;

/// <summary>One life of the writer in the guest, and the log of all that its disk was asked to do.</summary>
internal sealed class LoggedRun : IDisposable
{
    /// <summary>
    /// The file system ends here; behind it is the sector for the acceptance markers. More than the 128 MiB of one block group: the second group has the
    /// copy of the superblock that every card's file system has, and that e2fsck needs when the first is torn.
    /// </summary>
    public const int FileSystemMegabytes = 160;

    public const long MarkersAt = FileSystemMegabytes * 1024L * 1024;

    private LoggedRun(WriteLog log) => Log = log;

    public WriteLog Log { get; }

    public Guid Epoch { get; private set; }

    /// <summary>Number to token, of everything that was found or accepted.</summary>
    public Dictionary<long, long> Tokens { get; } = [];

    public static async Task<LoggedRun> RecordAsync(
        SavedMachine machine, MachineOptions options, TimeSpan life, WriterOrder order, CancellationToken stopping)
    {
        ClearLog(options.WriteLog!);
        var heard = new List<string>();
        var atWork = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (var qemu = await machine.ResumeAsync(order.ToString(), stopping))
        {
            // Lines are taken all the time, or the guest would wait for us.
            var listening = Task.Run(async () =>
            {
                while (await qemu.HearOrEndAsync() is { } line)
                {
                    heard.Add(line);
                    if (line[0] == '+')
                    {
                        atWork.TrySetResult();
                    }
                }

                atWork.TrySetResult();
            }, stopping);
            // A slow machine takes longer to begin: the life is counted from the first accepted event.
            await atWork.Task.WaitAsync(stopping);
            await Task.Delay(life, stopping); // how long there is something to log
            qemu.CutPower();
            await listening;
        }

        var run = new LoggedRun(new WriteLog(options.WriteLog!));
        heard.ForEach(run.Hear);
        return run;
    }

    public static void ClearLog(string path)
    {
        using var log = File.Create(path);
        log.SetLength(4L * 1024 * 1024 * 1024);
    }

    public void Dispose() => Log.Dispose();

    private void Hear(string line)
    {
        var words = line.TrimStart('+').Split(' ');
        switch (words[0])
        {
            case "epoch":
                Epoch = Guid.Parse(words[1]);
                break;
            case "run":
                AddTokens(Number(words[1]), Number(words[2]), Number(words[3]));
                break;
            case "note" or "aside" or "bad" or "dropped":
                throw new IOException($"the run itself went wrong: {line}");
            case var _ when line[0] == '+':
                AddTokens(Number(words[0]) - Number(words[1]) + 1, Number(words[0]), Number(words[2]));
                break;
        }
    }

    private void AddTokens(long first, long last, long token)
    {
        for (var number = first; number <= last; number++)
        {
            Tokens[number] = token++;
        }
    }

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
