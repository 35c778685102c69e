using System.Collections.Concurrent;
using System.Device.Gpio;
using EdgeGateway.Devices;

namespace EdgeGateway.Adapters.SystemDeviceGpio;

/// <summary>
/// System.Device.Gpio behind our port. Its events carry no kernel timestamp: an edge is stamped when the callback runs, so two edges that are
/// closer together than the scheduler's delay may come in the wrong order. README.md says what that costs a door.
/// </summary>
public sealed class SystemDeviceGpioLines : IGpioLines
{
    /// <summary>Edges that wait for the reader; one more pushes the oldest out, which shows as a hole in <see cref="GpioEdge.Sequence"/>.</summary>
    public const int EdgesWaitingMax = 1024;

    private readonly GpioController controller;
    private readonly GpioLinesSettings settings;
    private readonly IClock clock;
    private readonly Lock gate = new();
    private readonly Dictionary<int, (TimeSpan At, bool IsActive)> last = [];
    private readonly BlockingCollection<GpioEdge> edges = [];
    private uint sequence;

    /// <param name="controller">With the board's driver; owned by these lines from now on.</param>
    /// <exception cref="DeviceException">A line cannot be opened.</exception>
    public SystemDeviceGpioLines(GpioController controller, GpioLinesSettings settings, IClock clock)
    {
        (this.controller, this.settings, this.clock) = (controller, settings, clock);
        foreach (var offset in settings.Offsets)
        {
            Try(offset, "open", () =>
            {
                controller.OpenPin(offset, ModeOf(settings.Bias));
                last[offset] = (TimeSpan.MinValue, IsActive(offset));
            });
        }

        // Only now: a callback may come at once, on another thread, and finds every line known.
        foreach (var offset in settings.Offsets)
        {
            Try(offset, "watch", () =>
                controller.RegisterCallbackForPinValueChangedEvent(offset, PinEventTypes.Rising | PinEventTypes.Falling, Changed));
        }
    }

    public string Name => $"{settings.Chip}:{string.Join(',', settings.Offsets)}";

    public bool IsActive(int offset)
    {
        try
        {
            return (controller.Read(offset) == PinValue.High) != settings.ActiveLow;
        }
        catch (Exception wrong) when (wrong is IOException or InvalidOperationException or ObjectDisposedException)
        {
            throw new DeviceException($"cannot read line {offset} of {settings.Chip}: {wrong.Message}", wrong);
        }
    }

    // The library's own thread may die without a word (dotnet/iot#1210). Comparing the levels after each quiet wait finds an edge that it has
    // swallowed, late, but counted; a chip that is gone throws here.
    public bool WaitForEdge(TimeSpan timeout, out GpioEdge edge)
    {
        if (edges.TryTake(out edge, timeout))
        {
            return true;
        }

        foreach (var offset in settings.Offsets)
        {
            Note(offset, IsActive(offset));
        }

        return edges.TryTake(out edge);
    }

    public void Dispose()
    {
        controller.Dispose();
        edges.Dispose();
    }

    private void Try(int offset, string what, Action act)
    {
        try
        {
            act();
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException)
        {
            controller.Dispose();
            throw new DeviceException(
                $"cannot {what} line {offset} of {settings.Chip}: {wrong.Message}; is it in use (gpioinfo), and may this user read the chip (group gpio)?",
                wrong);
        }
    }

    private static PinMode ModeOf(GpioBias bias) => bias switch
    {
        GpioBias.PullUp => PinMode.InputPullUp,
        GpioBias.PullDown => PinMode.InputPullDown,
        _ => PinMode.Input,
    };

    private void Changed(object sender, PinValueChangedEventArgs change) =>
        Note(change.PinNumber, (change.ChangeType == PinEventTypes.Rising) != settings.ActiveLow);

    // Debounced here, because the library cannot ask the kernel for it: a change within the time after the last one is left out, and found by
    // the comparison of levels should it have been real.
    private void Note(int offset, bool isActive)
    {
        lock (gate)
        {
            var now = clock.SinceBoot;
            var (at, was) = last[offset];
            if (isActive == was || (at != TimeSpan.MinValue && now - at < settings.Debounce))
            {
                return;
            }

            last[offset] = (now, isActive);
            if (edges.Count >= EdgesWaitingMax)
            {
                edges.TryTake(out _);
            }

            edges.Add(new GpioEdge(now, offset, isActive, ++sequence));
        }
    }
}
