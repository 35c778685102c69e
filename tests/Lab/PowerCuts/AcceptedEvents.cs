namespace EdgeGateway.Tests.Lab.PowerCuts;

/// <summary>
/// What an outbox has promised, by what its writer said, and whether it keeps it: every accepted number that was not removed is there with its own
/// event, no number stands for two events, the epoch stays.
/// </summary>
internal sealed class AcceptedEvents(Action<string> wrong)
{
    // Number to token. Also of events that were found without having been announced: what has been read once must stay.
    private readonly SortedDictionary<long, long> promised = [];
    private readonly Dictionary<long, long> found = [];
    private string epoch = "";
    private long removing;
    private bool isOpened;

    public long Accepted { get; private set; }

    public long Lost { get; private set; }

    public List<double> AcceptingAfterMilliseconds { get; } = [];

    /// <summary>A new start of the writer; what it says follows.</summary>
    public void Restart()
    {
        found.Clear();
        isOpened = false;
    }

    /// <summary>Takes one line of the writer; true when the outbox has been read out, so that a cut from now on has something to lose.</summary>
    public bool Hear(string line)
    {
        if (line[0] is '+' or '-')
        {
            HearProgress(line);
            return isOpened;
        }

        var words = line.Split(' ');
        switch (words[0])
        {
            case "epoch" when epoch.Length > 0 && epoch != words[1]:
                wrong($"the epoch was {epoch} and is {words[1]}");
                break;
            case "epoch":
                epoch = words[1];
                break;
            case "run":
                Enumerable.Range(0, (int)(Number(words[2]) - Number(words[1]) + 1)).ToList().ForEach(i => found[Number(words[1]) + i] = Number(words[3]) + i);
                break;
            case "found":
                isOpened = true;
                Judge(Number(words[1]));
                break;
            case "accepting":
                AcceptingAfterMilliseconds.Add(Number(words[1]));
                break;
            default:
                wrong(line);
                break;
        }

        return isOpened;
    }

    private void HearProgress(string line)
    {
        var words = line[1..].Split(' ');
        if (line[0] == '-')
        {
            removing = Math.Max(removing, Number(words[0]));
            while (promised.Count > 0 && promised.First().Key is var first && first <= removing)
            {
                promised.Remove(first);
            }

            return;
        }

        var (last, count, token) = (Number(words[0]), Number(words[1]), Number(words[2]));
        Accepted += count;
        for (var number = last - count + 1; number <= last; number++, token++)
        {
            // What is removed already need not be remembered.
            if (number > removing && !promised.TryAdd(number, token))
            {
                wrong($"number {number} was given twice, to {promised[number]} and to {token}");
            }
        }
    }

    private void Judge(long next)
    {
        var missing = promised.Keys.Where(number => !found.ContainsKey(number)).ToList();
        Lost += missing.Count;
        if (missing.Count > 0)
        {
            wrong($"{missing.Count} accepted events are lost, {missing[0]} to {missing[^1]}");
        }

        foreach (var (number, token) in found.Where(pair => pair.Key > removing))
        {
            if (promised.TryGetValue(number, out var promisedToken) && promisedToken != token)
            {
                wrong($"number {number} was event {promisedToken} and is {token}");
            }

            promised[number] = token;
        }

        missing.ForEach(number => promised.Remove(number)); // said once
        if (promised.Count > 0 && next <= promised.Last().Key)
        {
            wrong($"the next number is {next}, but {promised.Last().Key} is taken");
        }
    }

    private static long Number(string word) => long.Parse(word, System.Globalization.CultureInfo.InvariantCulture);
}
