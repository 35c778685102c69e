using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>An input device of the guest's kernel, made through /dev/uinput: a scanner that types, or a mouse.</summary>
internal sealed class VirtualKeyboard : IDisposable
{
    private const nuint SetEvents = 0x4004_5564; // UI_SET_EVBIT
    private const nuint SetKeys = 0x4004_5565; // UI_SET_KEYBIT
    private const nuint SetAxes = 0x4004_5566; // UI_SET_RELBIT
    private const nuint Create = 0x5501; // UI_DEV_CREATE
    private const int Axes = 2; // EV_REL
    private const int LeftButton = 0x110; // BTN_LEFT
    private const int LeftShift = 42;
    private const int Enter = 28;
    private const int NameBytes = 80;
    private const int SetupBytes = 1116; // struct uinput_user_dev: the name, an input_id, and what absolute axes have.

    // The places of 0 to 9 and A to Z on the keyboard, by include/uapi/linux/input-event-codes.h.
    private static readonly byte[] Digits = [11, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    private static readonly byte[] Letters = [30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47, 17, 45, 21, 44];

    private readonly FileDescriptor device = Libc.Open("/dev/uinput", Libc.ReadWrite | Libc.CloseOnExec);

    private VirtualKeyboard(string name, bool isMouse)
    {
        if (device.IsInvalid) throw LinuxError.Last("open", "cannot open /dev/uinput", _ => null);
        Ask(SetEvents, Libc.InputKey);
        if (isMouse)
        {
            Ask(SetEvents, Axes);
            Ask(SetAxes, 0);
            Ask(SetKeys, LeftButton);
        }
        else
        {
            for (var key = 1; key < 128; key++) Ask(SetKeys, key);
        }

        var setup = new byte[SetupBytes];
        Encoding.ASCII.GetBytes(name, setup);
        BinaryPrimitives.WriteUInt16LittleEndian(setup.AsSpan(NameBytes), 3); // BUS_USB
        Assert.Equal(setup.Length, (int)Libc.Write(device, setup));
        Ask(Create, 0);
        Guest.WaitUntil(() => FindPath(name) is not null, $"the kernel shows {name}");
        Path = FindPath(name)!;
    }

    /// <summary>For example <c>/dev/input/event0</c>.</summary>
    internal string Path { get; }

    internal static VirtualKeyboard Scanner() => new("a scanner of the test", isMouse: false);

    internal static VirtualKeyboard Mouse() => new("a mouse of the test", isMouse: true);

    /// <summary>Types digits and capital letters, and Enter.</summary>
    /// <param name="keyEvery">Scanners leave some milliseconds; with none at all the kernel's buffer overruns.</param>
    internal void Type(string code, TimeSpan keyEvery = default)
    {
        foreach (var character in code)
        {
            Thread.Sleep(keyEvery); // Typing takes its time.
            var isLetter = char.IsAsciiLetterUpper(character);
            if (isLetter) Press(LeftShift, down: true);
            var key = isLetter ? Letters[character - 'A'] : Digits[character - '0'];
            Press(key, down: true);
            Press(key, down: false);
            if (isLetter) Press(LeftShift, down: false);
        }

        Press(Enter, down: true);
        Press(Enter, down: false);
    }

    /// <summary>Unplugs it.</summary>
    public void Dispose() => device.Dispose();

    private static string? FindPath(string name) => Directory.EnumerateDirectories("/sys/class/input", "input*")
        .Where(input => File.ReadAllText(System.IO.Path.Combine(input, "name")).Trim() == name)
        .SelectMany(input => Directory.EnumerateDirectories(input, "event*"))
        .Select(one => "/dev/input/" + System.IO.Path.GetFileName(one))
        .FirstOrDefault(File.Exists);

    private void Press(int key, bool down)
    {
        Span<Libc.InputEvent> events =
        [
            new() { Type = Libc.InputKey, Code = (ushort)key, Value = down ? Libc.KeyDown : Libc.KeyUp },
            new() { Type = Libc.InputSynchronise, Code = Libc.InputReport },
        ];
        var bytes = MemoryMarshal.AsBytes(events);
        Assert.Equal(events.Length * Unsafe.SizeOf<Libc.InputEvent>(), (int)Libc.Write(device, bytes));
    }

    private void Ask(nuint request, int value)
    {
        if (Libc.IoControl(device, request, (nint)value) < 0) throw LinuxError.Last($"ioctl {request:x}", "cannot make an input device", _ => null);
    }
}
