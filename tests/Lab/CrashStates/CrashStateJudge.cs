using EdgeGateway.Outbox;
using EdgeGateway.Tests.Lab.Guest;
using EdgeGateway.Tests.Lab.Machine;

namespace EdgeGateway.Tests.Lab.CrashStates;

/// <summary>
/// Recovers a crash state as a Pi does when it boots (e2fsck -p, and -y where that is not enough, as with fsck.repair=yes on Raspberry Pi OS; here also -f, so
/// that the whole file system is checked), takes the outbox's files out and opens them with the Outbox assembly. No guest is needed.
/// </summary>
internal sealed class CrashStateJudge(Workshop workshop)
{
    private const int CouldNotRepair = 4; // e2fsck(8): 1 and 2 are repairs, 4 and above are not

    private readonly string image = workshop.Of("state.img");
    private readonly string files = workshop.Of("files");

    /// <summary>States that e2fsck -p left to a human, or to -y.</summary>
    public int Unrepaired { get; private set; }

    public int EventsFound { get; private set; }

    /// <summary>What is wrong with the state; empty when every promise is kept.</summary>
    public async Task<string> JudgeAsync(Medium state, Promise promise, IReadOnlyDictionary<long, long> tokens, Guid epoch)
    {
        state.Save(image);
        var (exitCode, said) = Workshop.Run("e2fsck", "-f", "-p", image);
        if (exitCode >= CouldNotRepair)
        {
            Unrepaired++;
            (exitCode, said) = Workshop.Run("e2fsck", "-f", "-y", image);
            if (exitCode >= CouldNotRepair)
            {
                return $"the file system could not be repaired: {said}";
            }
        }

        if (Directory.Exists(files))
        {
            Directory.Delete(files, recursive: true);
        }

        Directory.CreateDirectory(files);
        Workshop.Must("debugfs", "-R", $"rdump /outbox {files}", image);
        return await OpenAsync(promise, tokens, epoch);
    }

    private async Task<string> OpenAsync(Promise promise, IReadOnlyDictionary<long, long> tokens, Guid epoch)
    {
        var path = Path.Combine(files, "outbox", "outbox.db");
        if (promise.Accepted > 0 && !File.Exists(path))
        {
            return $"{promise.Accepted} events were accepted, and there is no outbox";
        }

        var opening = OutboxLog.Open(new OutboxOptions { Path = path }, TimeProvider.System, NumberedEvents.Stamp);
        await using var outbox = opening.Outbox;
        var found = FoundEvents.Read(outbox);
        EventsFound += found.Tokens.Count;
        if (opening.Note.Length > 0 || found.Bad.Count > 0)
        {
            return $"{opening.Note} {string.Join(", ", found.Bad)}";
        }

        if (promise.Accepted > 0 && outbox.Epoch != epoch)
        {
            return $"the epoch was {epoch} and is {outbox.Epoch}";
        }

        for (var number = promise.Removing + 1; number <= promise.Accepted; number++)
        {
            if (!found.Tokens.ContainsKey(number))
            {
                return $"accepted event {number} is lost; {promise.Removing + 1} to {promise.Accepted} must be there";
            }
        }

        // Also of events that had not been accepted yet: what is there must be what was appended under that number.
        foreach (var (number, token) in found.Tokens)
        {
            if (tokens.TryGetValue(number, out var appended) && appended != token)
            {
                return $"number {number} was event {appended} and is {token}";
            }
        }

        var next = await outbox.AppendAsync(NumberedEvents.Make(1), CancellationToken.None);
        if (next <= promise.Accepted)
        {
            return $"the outbox gives number {next} again, or takes no events: {outbox.Status.Problem}";
        }

        // What could not be read has been set aside with that append. None may be, not even of those that nobody was told of.
        var dropped = outbox.Status.DroppedEvents;
        return dropped == 0 ? "" : $"{dropped} events could not be read: {string.Join(", ", outbox.Status.Dropped.Keys)}";
    }
}
