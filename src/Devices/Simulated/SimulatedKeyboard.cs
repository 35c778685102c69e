namespace EdgeGateway.Devices.Simulated;

/// <summary>A keyboard with US keys, as code scanners pretend to be; its map is written apart from the driver's.</summary>
public sealed class SimulatedKeyboard(string name, SimulatedClock clock) : IKeyboard
{
    private const int KeysWaitingMax = 4096;
    private const int LeftShift = 42;

    // Rows of a US keyboard from their first key on: plain and shifted.
    private static readonly (int First, string Plain, string Shifted)[] Rows =
    [
        (2, "1234567890-=", "!@#$%^&*()_+"), (15, "\tqwertyuiop[]\n", "\tQWERTYUIOP{}\n"), (30, "asdfghjkl;'`", "ASDFGHJKL:\"~"),
        (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"), (57, " ", " "),
    ];

    private readonly object monitor = new();
    private readonly Queue<KeyStroke> waiting = new();
    private bool isGone;
    private bool isOpen;

    public string Name => name;

    /// <summary>Called before each wait: where a test's script gets its turn.</summary>
    public Action? Waiting { get; set; }

    /// <summary>Types a text; <c>\n</c> is Enter.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public void Type(string text)
    {
        foreach (var letter in text)
        {
            var (first, plain, shifted) = Array.Find(Rows, row => row.Plain.Contains(letter) || row.Shifted.Contains(letter));
            var place = plain is null ? throw new ArgumentException($"a US keyboard has no key for {(int)letter:X4}", nameof(text)) : plain.IndexOf(letter);
            if (place >= 0)
            {
                Press(first + place);
                continue;
            }

            Stroke(LeftShift, isDown: true);
            Press(first + shifted.IndexOf(letter));
            Stroke(LeftShift, isDown: false);
        }
    }

    /// <summary>A key that goes down and up, by its code; <see cref="KeyStroke.Lost"/> for an overrun.</summary>
    public void Press(int code)
    {
        Stroke(code, isDown: true);
        Stroke(code, isDown: false);
    }

    /// <summary>The cable is pulled: waiting fails, and so does opening.</summary>
    public void Unplug() => Break(gone: true);

    public void Plug() => Break(gone: false);

    public bool WaitForKey(TimeSpan timeout, out KeyStroke key)
    {
        Waiting?.Invoke();
        lock (monitor)
        {
            ObjectDisposedException.ThrowIf(!isOpen, this);
            clock.Wait(monitor, () => waiting.Count > 0 || isGone, timeout);
            ThrowIfGone("is lost");
            return waiting.TryDequeue(out key);
        }
    }

    public void Dispose() => isOpen = false;

    /// <summary>What opening the device file again does.</summary>
    internal SimulatedKeyboard Open()
    {
        ThrowIfGone("cannot be opened");
        waiting.Clear();
        isOpen = true;
        return this;
    }

    private void Stroke(int code, bool isDown)
    {
        lock (monitor)
        {
            if (isOpen && !isGone && waiting.Count < KeysWaitingMax)
                waiting.Enqueue(new KeyStroke(clock.SinceBoot, code, isDown));

            Monitor.PulseAll(monitor);
        }
    }

    private void Break(bool gone)
    {
        lock (monitor)
        {
            isGone = gone;
            waiting.Clear();
            Monitor.PulseAll(monitor);
        }
    }

    private void ThrowIfGone(string what)
    {
        if (isGone) throw new DeviceException($"keyboard {name} {what}: ENODEV; check the cable (simulated)");
    }
}
