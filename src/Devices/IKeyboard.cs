namespace EdgeGateway.Devices;

/// <summary>An input device that types: a code scanner in keyboard mode. Whoever has it open is the only one that hears it.</summary>
public interface IKeyboard : IDisposable
{
    /// <summary>For example <c>/dev/input/event3</c>.</summary>
    string Name { get; }

    /// <summary>Waits for the next key that goes down or up; false when <paramref name="timeout"/> passed.</summary>
    /// <exception cref="DeviceException">The keyboard is gone.</exception>
    bool WaitForKey(TimeSpan timeout, out KeyStroke key);
}
