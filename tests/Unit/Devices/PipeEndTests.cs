using System.IO.Pipes;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Unit.Devices;

public class PipeEndTests
{
    [Fact]
    public async Task ReaderThatGoesIsNoticed()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        var noticed = Task.Run(() => PipeEnd.WaitUntilClosed((int)writer.SafePipeHandle.DangerousGetHandle()), TestContext.Current.CancellationToken);

        writer.Write("somebody reads this"u8);
        Assert.False(noticed.IsCompleted);
        // Both: the server keeps the client's handle for a child.
        reader.Dispose();
        writer.DisposeLocalCopyOfClientHandle();

        Assert.True(await noticed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void WhatIsNotOpenDoesNotEndACommand() => Assert.False(PipeEnd.WaitUntilClosed(fd: 1_000_000));
}
