using System.IO.Pipes;
using EdgeGateway.Cli;

namespace EdgeGateway.Tests.Unit.Cli;

public sealed class InterruptibleInputTests : IDisposable
{
    private readonly AnonymousPipeServerStream writer = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream reader;
    private readonly CancellationTokenSource stop = new();

    public InterruptibleInputTests() => reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);

    public void Dispose()
    {
        // The end of the pipe lets the abandoned read go.
        writer.Dispose();
        reader.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task ReadThatWaitsForATerminalEndsWithTheSignal()
    {
        var input = new InterruptibleInput(reader, stop.Token);
        var waiting = Task.Run(() => input.Read(new byte[8]), CancellationToken.None);
        var alsoWaiting = new InterruptibleInput(Stream.Synchronized(reader), stop.Token).ReadAsync(new byte[8], CancellationToken.None).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alsoWaiting);
    }

    [Fact]
    public void EveryByteComesThroughAndThenTheEnd()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        using var input = new InterruptibleInput(new MemoryStream(bytes), stop.Token);
        using var read = new MemoryStream();

        input.CopyTo(read, bufferSize: 777);

        Assert.Equal(bytes, read.ToArray());
    }
}
