using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Codes;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary><see cref="EvdevKeyboard"/> and the scanner behind it on a real kernel's input core.</summary>
[Collection("guest")]
public class GuestKeyboardTests
{
    private static readonly TimeSpan AsScannersDo = TimeSpan.FromMilliseconds(20);

    private readonly LinuxHardware hardware = new();

    [Fact]
    public async Task CodeThatIsTypedIsAScan()
    {
        Guest.Require();
        using var scanner = VirtualKeyboard.Scanner();
        var (sensor, queue) = Sensor(scanner.Path);
        await using var runner = new SensorRunner(sensor, queue, hardware.Clock, TimeProvider.System);
        runner.Start();
        Await(queue, said => said is SensorReport { Condition: SensorCondition.Working });

        var before = hardware.Clock.SinceBoot;
        scanner.Type("4006381333931", AsScannersDo); // A product: nobody is told.
        scanner.Type("CLUB29471100815", AsScannersDo);
        var scan = (CodeScan)Await(queue, said => said is CodeScan);
        Assert.Equal("29471100815", scan.Identifier!.Value);
        Assert.InRange(scan.At, before, hardware.Clock.SinceBoot);
        Assert.Equal(1, sensor.OtherCodes);
    }

    [Fact]
    public void KeysCarryTheKernelsTimeAndReachNobodyElse()
    {
        Guest.Require();
        using var scanner = VirtualKeyboard.Scanner();
        using var another = Libc.Open(scanner.Path, Libc.NonBlocking | Libc.CloseOnExec);
        using var keyboard = hardware.OpenKeyboard(scanner.Path);

        var before = hardware.Clock.SinceBoot;
        scanner.Type("7");
        Assert.True(keyboard.WaitForKey(Guest.Soon, out var key));
        Assert.Equal((8, true), (key.Code, key.IsDown));
        Assert.InRange(key.At, before, hardware.Clock.SinceBoot);
        Assert.Equal(0, another.Wait(Libc.PollIn, TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public void ScannerThatAnotherProgramHasGrabbedIsNamed()
    {
        Guest.Require();
        using var scanner = VirtualKeyboard.Scanner();
        using var first = hardware.OpenKeyboard(scanner.Path);
        Assert.Equal(
            $"cannot open keyboard {scanner.Path}: EVIOCGRAB gave EBUSY; another program has grabbed the scanner: `fuser -v` names it; stop that program",
            Assert.Throws<DeviceException>(() => hardware.OpenKeyboard(scanner.Path)).Message);
    }

    [Fact]
    public void KeysThatTheKernelDroppedAreToldAndTheNextCodeIsWhole()
    {
        Guest.Require();
        using var scanner = VirtualKeyboard.Scanner();
        using var keyboard = hardware.OpenKeyboard(scanner.Path);

        for (var i = 0; i < 20; i++) scanner.Type("1234567890"); // Nobody reads meanwhile, so the kernel's buffer overruns.
        Assert.Contains(Pressed(keyboard), key => key == KeyStroke.Lost);
        scanner.Type("29");
        Assert.Equal([3, 10, 28], Pressed(keyboard));
    }

    [Fact]
    public void CodeOfWhichTheKernelDroppedKeysIsNoScan()
    {
        Guest.Require();
        using var scanner = VirtualKeyboard.Scanner();
        using var keyboard = hardware.OpenKeyboard(scanner.Path);
        for (var i = 0; i < 20; i++) scanner.Type("29471100815");
        using var input = new KeyboardInput(keyboard);
        var lines = new CodeLineReader(CodeEnd.Line);
        var (buffer, codes, unreadable) = (new byte[256], new List<string>(), 0);
        for (var count = input.Read(buffer, TimeSpan.FromMilliseconds(200)); count > 0; count = input.Read(buffer, TimeSpan.FromMilliseconds(200)))
        {
            foreach (var one in buffer.AsSpan(0, count))
            {
                var kind = lines.Take(one, out var code);
                if (kind == CodeLineKind.Code) codes.Add(code);
                unreadable += kind == CodeLineKind.Unreadable ? 1 : 0;
            }
        }

        Assert.All(codes, code => Assert.Equal("29471100815", code));
        Assert.True(unreadable > 0, "nothing was dropped");
    }

    [Fact]
    public void MouseIsRefused()
    {
        Guest.Require();
        using var mouse = VirtualKeyboard.Mouse();
        Assert.Equal(
            $"cannot open keyboard {mouse.Path}: it has no digits or no Enter, so it is no scanner; a scanner has several devices, name the one that ends in -event-kbd",
            Assert.Throws<DeviceException>(() => hardware.OpenKeyboard(mouse.Path)).Message);
    }

    [Fact]
    public void UnpluggedScannerIsAnErrorAndNotABusyLoop()
    {
        Guest.Require();
        var scanner = VirtualKeyboard.Scanner();
        using var keyboard = hardware.OpenKeyboard(scanner.Path);
        scanner.Dispose();
        for (var i = 0; i < 2; i++)
        {
            Assert.Contains("read gave ENODEV; the scanner was unplugged", Assert.Throws<DeviceException>(() => keyboard.WaitForKey(Guest.Soon, out _)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ScannerThatIsPluggedInAgainIsHeardAgain()
    {
        Guest.Require();
        var scanner = VirtualKeyboard.Scanner();
        var (sensor, queue) = Sensor(scanner.Path);
        await using var runner = new SensorRunner(sensor, queue, hardware.Clock, TimeProvider.System);
        runner.Start();
        Await(queue, said => said is SensorReport { Condition: SensorCondition.Working });
        scanner.Dispose();
        Await(queue, said => said is SensorReport { Condition: SensorCondition.Failed });

        using var again = VirtualKeyboard.Scanner();
        Assert.Equal(scanner.Path, again.Path); // The kernel gives the lowest number that is free; a shop's udev gives a name.
        Await(queue, said => said is SensorReport { Condition: SensorCondition.Working });
        again.Type("CLUB29471100815", AsScannersDo);
        Await(queue, said => said is CodeScan);
    }

    private (CodeScanner Sensor, SightingQueue Queue) Sensor(string path) => (
        new CodeScanner(
            new CodeScannerOptions { Name = "till", Keyboard = path, Zone = "till", Pattern = "CLUB(?<id>29[0-9]{9})" },
            hardware,
            new Enrolment(new PrivacyOptions(), [new ProgrammeOptions { Name = "club", CodePrefixes = ["29"] }])),
        new SightingQueue(100));

    /// <summary>The keys that went down, until nothing comes any more.</summary>
    private static List<int> Pressed(IKeyboard keyboard)
    {
        var pressed = new List<int>();
        while (keyboard.WaitForKey(TimeSpan.FromMilliseconds(200), out var key))
        {
            if (key.IsDown) pressed.Add(key.Code);
        }

        return pressed;
    }

    private static Sighting Await(SightingQueue queue, Func<Sighting, bool> condition)
    {
        Sighting? found = null;
        Guest.WaitUntil(
            () =>
            {
                while (found is null && queue.Reader.TryRead(out var said)) found = condition(said) ? said : null;
                return found is not null;
            },
            "the scanner says so");
        return found!;
    }
}
