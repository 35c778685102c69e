namespace EdgeGateway.Cli;

/// <summary>
/// Standard input whose reads end with the token. A read that waits for a terminal or a pipe cannot be called back; it is left behind on
/// its background thread, which does not keep the process alive.
/// </summary>
internal sealed class InterruptibleInput(Stream input, CancellationToken stopping) : Stream
{
    private const int BufferBytes = 64 * 1024;

    // The abandoned read may still write into it, so it is never the caller's.
    private readonly byte[] buffer = new byte[BufferBytes];
    private int at;
    private int end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static InterruptibleInput Open(CancellationToken stopping) => new(Console.OpenStandardInput(), stopping);

    /// <exception cref="OperationCanceledException">The token was cancelled while it waited.</exception>
    public override int Read(Span<byte> into)
    {
        if (at == end)
        {
            Accept(Task.Run(Fill).WaitAsync(stopping).GetAwaiter().GetResult());
        }

        return Take(into);
    }

    public override int Read(byte[] into, int offset, int count) => Read(into.AsSpan(offset, count));

    /// <exception cref="OperationCanceledException">One of the two tokens was cancelled while it waited.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken = default)
    {
        if (at == end)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
            Accept(await Task.Run(Fill, CancellationToken.None).WaitAsync(either.Token));
        }

        return Take(into.Span);
    }

    public override Task<int> ReadAsync(byte[] into, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(into.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] from, int offset, int count) => throw new NotSupportedException();

    private int Fill() => input.Read(buffer);

    private void Accept(int read) => (at, end) = (0, read);

    private int Take(Span<byte> into)
    {
        var count = Math.Min(into.Length, end - at);
        buffer.AsSpan(at, count).CopyTo(into);
        at += count;
        return count;
    }
}
