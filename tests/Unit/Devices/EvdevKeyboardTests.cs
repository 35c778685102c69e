using System.IO.Pipes;
using System.Runtime.InteropServices;
using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Unit.Devices;

public class EvdevKeyboardTests
{
    private const ushort KeyA = 30;
    private const int Held = 2; // The kernel's own repetition, for as long as nobody lets go of the key.

    [Fact]
    public async Task KeyThatIsHeldForEverEndsNoWaitLate()
    {
        // A cordless scanner whose battery died within a code: its receiver never tells that the key was let go.
        using var line = new AnonymousPipeServerStream(PipeDirection.Out);
        using var keyboard = Keyboard(line);
        using var stopping = new CancellationTokenSource();
        var holding = Task.Run(() => Hold(line, stopping.Token));

        var waiting = Task.Run(() => keyboard.WaitForKey(TimeSpan.FromMilliseconds(50), out _));
        var ended = await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(20))); // what never ends is a failure, not a hang
        await stopping.CancelAsync();
        keyboard.Dispose();
        await holding;

        Assert.Same(waiting, ended);
        Assert.False(await waiting);
    }

    [Fact]
    public void KeysThatWaitAreTakenWithoutWaiting()
    {
        using var line = new AnonymousPipeServerStream(PipeDirection.Out);
        using var keyboard = Keyboard(line);
        line.Write(MemoryMarshal.AsBytes([Event(Held), Event(Libc.KeyUp), Event(Libc.KeyDown)]));

        Assert.True(keyboard.WaitForKey(TimeSpan.Zero, out var up));
        Assert.True(keyboard.WaitForKey(TimeSpan.Zero, out var down));
        Assert.Equal((false, true), (up.IsDown, down.IsDown));
        Assert.False(keyboard.WaitForKey(TimeSpan.Zero, out _));
    }

    private static EvdevKeyboard Keyboard(AnonymousPipeServerStream line)
    {
        var fd = (int)line.ClientSafePipeHandle.DangerousGetHandle();
        line.ClientSafePipeHandle.SetHandleAsInvalid(); // The keyboard closes it.
        return new EvdevKeyboard("a pipe", new FileDescriptor(fd));
    }

    private static void Hold(AnonymousPipeServerStream line, CancellationToken stopping)
    {
        var events = MemoryMarshal.AsBytes([Event(Held)]).ToArray();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                line.Write(events);
            }
        }
        catch (IOException)
        {
            // The keyboard was closed, which is the end of it.
        }
    }

    private static Libc.InputEvent Event(int value) => new() { Type = Libc.InputKey, Code = KeyA, Value = value };
}
