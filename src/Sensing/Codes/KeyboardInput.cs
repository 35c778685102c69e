using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Codes;

/// <summary>A scanner that types: keys become the characters of a US keyboard, whatever the machine's own layout is.</summary>
internal sealed class KeyboardInput(IKeyboard keyboard) : ICodeInput
{
    private const int LeftShift = 42;
    private const int RightShift = 54;
    private const int LeftControl = 29;
    private const int RightControl = 97;

    // By key code (include/uapi/linux/input-event-codes.h): ESC, the digits' row, Tab, three rows of letters, then the keypad's. NUL is no character.
    private const string Plain =
        "\0\u001B1234567890-=\b\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 \0\0\0\0\0\0\0\0\0\0\0\0\0789-456+1230.";

    private const string Shifted =
        "\0\u001B!@#$%^&*()_+\b\tQWERTYUIOP{}\n\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 \0\0\0\0\0\0\0\0\0\0\0\0\0789-456+1230.";

    private const int KeypadEnter = 96;
    private const int KeypadSlash = 98;

    private int shiftsHeld;
    private int controlsHeld;

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var count = 0;
        for (var wait = timeout; count < buffer.Length && keyboard.WaitForKey(wait, out var key); wait = TimeSpan.Zero)
        {
            if (Take(key) is { } character)
                buffer[count++] = character;
        }

        return count;
    }

    public void Dispose() => keyboard.Dispose();

    /// <summary>The character a key stands for; NUL when keys were lost or it has none, which spoils the line; null for no character at all.</summary>
    private byte? Take(KeyStroke key)
    {
        switch (key.Code)
        {
            case KeyStroke.Lost:
                (shiftsHeld, controlsHeld) = (0, 0); // What was held is not known any more.
                return 0;
            case LeftShift or RightShift:
                shiftsHeld = Math.Clamp(shiftsHeld + (key.IsDown ? 1 : -1), 0, 2);
                return null;
            case LeftControl or RightControl:
                controlsHeld = Math.Clamp(controlsHeld + (key.IsDown ? 1 : -1), 0, 2);
                return null;
            default:
                return key.IsDown ? Character(key.Code) : null;
        }
    }

    private byte Character(int code)
    {
        if (code is KeypadEnter or KeypadSlash)
        {
            return (byte)(code == KeypadEnter ? '\n' : '/');
        }

        var map = shiftsHeld > 0 ? Shifted : Plain;
        var character = code < map.Length ? (byte)map[code] : (byte)0;

        // Scanners type control characters as Ctrl and a letter: Ctrl-] is the group separator, Ctrl-M and Ctrl-J end a line.
        return controlsHeld > 0 ? (byte)(character & 0x1F) : character;
    }
}
