using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>Callers commit themselves, the thread does the rest: on real threads.</summary>
public sealed class WhoCommitsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.Of("outbox.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ALoneCallerCommitsWithoutAHandOver()
    {
        await using var outbox = OutboxFiles.Open(FilePath).Outbox;
        var raisedOn = 0;
        outbox.Appended += () => raisedOn = Environment.CurrentManagedThreadId;
        var caller = Environment.CurrentManagedThreadId;

        var append = outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None);
        Assert.True(append.IsCompletedSuccessfully);
        Assert.Equal(caller, raisedOn);
        Assert.Equal(1, await append);
    }

    [Fact]
    public async Task ManyCallersAtOnceGetEveryNumberOnce()
    {
        const int Callers = 8;
        const int Each = 200;
        await using var outbox = OutboxFiles.Open(FilePath).Outbox;
        var given = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var numbers = new List<long>();
            for (var i = 0; i < Each; i++)
            {
                numbers.Add(await outbox.AppendAsync((i + caller) % 3 == 0 ? OutboxFiles.Crossing() : OutboxFiles.Arrival(), CancellationToken.None));
            }

            return numbers;
        })));

        Assert.All(given, numbers => Assert.Equal(numbers.Order(), numbers));
        Assert.Equal(Enumerable.Range(1, Callers * Each).Select(number => (long)number), given.SelectMany(numbers => numbers).Order());
        Assert.Equal([new SequenceRange(1, Callers * Each)], OutboxFiles.Numbers(outbox).Ranges);
    }
}
