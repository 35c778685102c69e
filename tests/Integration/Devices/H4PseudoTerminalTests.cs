using System.Diagnostics;
using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Devices;

/// <summary>A sensor on a controller behind a pseudo-terminal: the kernel's line discipline between them is the one of a real UART.</summary>
public sealed class H4PseudoTerminalTests : IDisposable
{
    private readonly PseudoTerminal terminal = PseudoTerminal.Open();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void AdvertisementsArriveCompleteOverASerialLine() => Check(new LinuxHardware(), terminal, $"h4:{terminal.FarEnd}:1000000:rtscts", TimeSpan.FromSeconds(60));

    /// <summary>Scans, advertises and hears 500 advertisements through <paramref name="adapter"/>, whose other end is <paramref name="far"/>.</summary>
    internal static void Check(LinuxHardware hardware, ISerialPort far, string adapter, TimeSpan soon)
    {
        const int Advertisements = 500;
        var chip = new SimulatedRadio("nrf52", new SimulatedClock()) { HasPublicAddress = false };
        var controller = new SimulatedH4Controller(far, chip);
        using var stopping = new CancellationTokenSource();
        var pump = new Thread(() => Pump(controller, stopping.Token));
        pump.Start();
        var sensor = new BleSensor(
            new BleSensorOptions { Name = "radio", Zone = "shop", Adapter = adapter, Advertise = new() { Uuid = "e2c56db5-dffb-48d2-b060-d0f5a71096e0" } },
            hardware,
            new Enrolment(new PrivacyOptions(), []));
        var sensing = new Thread(() => sensor.Run(new SightingQueue(100), stopping.Token));
        sensing.Start();
        try
        {
            Await(() => chip.Advertising is not null, "it advertises", soon);
            for (var i = 0; i < Advertisements; i++)
            {
                chip.Hear(new SimulatedAdvertisement((ulong)i, -60, AdvertisementData.IBeacon(Guid.Empty, 1, (ushort)i, -59)), TimeSpan.Zero);
            }

            Await(() => sensor.Vitals.Health(hardware.Clock.SinceBoot).Signals == Advertisements, "every advertisement has arrived", soon);
            Assert.Equal(SensorCondition.Working, sensor.Vitals.Health(hardware.Clock.SinceBoot).Condition);
            Assert.Equal(0, sensor.Vitals.Health(hardware.Clock.SinceBoot).PacketsLost ?? 0);
        }
        finally
        {
            stopping.Cancel();
            sensing.Join();
            pump.Join();
        }
    }

    private static void Pump(SimulatedH4Controller controller, CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                controller.Pump(TimeSpan.FromMilliseconds(5));
            }
        }
        catch (DeviceException nobodyReads)
        {
            // The test fails for what did not arrive; an exception on this thread would end every other test.
            TestContext.Current.SendDiagnosticMessage(nobodyReads.Message);
        }
    }

    private static void Await(Func<bool> condition, string what, TimeSpan soon)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < soon, $"still waiting until {what}");
            Thread.Sleep(5); // Two threads and a kernel between them; asking again is the only way.
        }
    }
}
