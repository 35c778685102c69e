using System.Buffers.Binary;
using System.Diagnostics;
using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary><see cref="HciRadio"/> on a real kernel's HCI core.</summary>
[Collection("guest")]
public class GuestRadioTests
{
    private const int PerSecond = 2_000;
    private const int Advertisements = 6_000;

    private static readonly byte[] LegacyScan = Convert.FromHexString("010C20020100");
    private static readonly byte[] ExtendedScan = Convert.FromHexString("01422006010000000000");

    private readonly byte[] packet = new byte[IRadio.PacketBytesMax];
    private readonly LinuxHardware hardware = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TwoThousandAdvertisementsASecondArriveCompleteAndInOrder(bool extended)
    {
        Guest.Require();
        using var controller = new VhciController();
        using var radio = hardware.OpenRadio(controller.Name);
        StartScan(radio, extended ? ExtendedScan : LegacyScan);

        var sender = new Thread(() => SendNumbered(controller, extended));
        var before = hardware.Clock.SinceBoot;
        sender.Start();
        var last = before;
        for (var expected = 0; expected < Advertisements; expected++)
        {
            var length = radio.Receive(packet, Guest.Soon, out var at);
            Assert.Equal(expected, BinaryPrimitives.ReadInt32BigEndian(packet.AsSpan(length - (extended ? 4 : 5))));
            Assert.InRange(at, last, hardware.Clock.SinceBoot);
            last = at;
        }

        sender.Join();
        Assert.Equal(0, radio.PacketsLost);
        Report($"{Advertisements} {(extended ? "extended" : "legacy")} reports at {Advertisements / (last - before).TotalSeconds:0}/s, none lost");
    }

    [Fact]
    public void WhatTheBufferCannotHoldIsCounted()
    {
        Guest.Require();
        using var controller = new VhciController();
        using var radio = hardware.OpenRadio(controller.Name);
        StartScan(radio, LegacyScan);

        for (var i = 0; i < 20_000; i++) controller.Send(HciEvents.Legacy(Numbered(i)));

        Guest.WaitUntil(() => radio.PacketsLost > 0, "the buffer overran");
        var kept = 0;
        while (radio.Receive(packet, TimeSpan.FromMilliseconds(200), out _) > 0) kept++;
        Assert.Equal(20_000, kept + radio.PacketsLost);
        Report($"the socket's buffer holds {kept} reports");
    }

    [Fact]
    public void APulledDongleIsAnError()
    {
        Guest.Require();
        var controller = new VhciController();
        using var radio = hardware.OpenRadio(controller.Name);
        StartScan(radio, LegacyScan);

        controller.Dispose();

        var lost = Assert.Throws<DeviceException>(() => radio.Receive(packet, Guest.Soon, out _));
        Assert.Equal($"radio {radio.Name} is lost: read gave EPIPE; the adapter was unplugged; plug it in again, the gateway then goes on by itself", lost.Message);
        Assert.Throws<DeviceException>(() => radio.Send(LegacyScan));
        Assert.Contains("gave ENODEV; no such adapter", Assert.Throws<DeviceException>(() => hardware.OpenRadio(radio.Name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAdapterTakenDownIsSilentUntilReset()
    {
        Guest.Require();
        using var controller = new VhciController();
        using var radio = hardware.OpenRadio(controller.Name);
        StartScan(radio, LegacyScan);
        TakeDown(controller.Name);

        Assert.Equal(0, radio.Receive(packet, TimeSpan.FromMilliseconds(200), out _));
        Assert.Contains("ENETDOWN", Assert.Throws<DeviceException>(() => radio.Send(LegacyScan)).Message, StringComparison.Ordinal);

        radio.Reset();
        StartScan(radio, LegacyScan);
        Assert.True(controller.IsScanning);
    }

    [Fact]
    public void ARadioSwitchedOffByRfkillSaysSo()
    {
        Guest.Require();
        using var controller = new VhciController();
        var soft = Directory.EnumerateDirectories("/sys/class/rfkill").Select(folder => Path.Combine(folder, "soft")).Single();
        hardware.OpenRadio(controller.Name).Dispose(); // Brings it up, so that the kernel is done with setting it up.
        File.WriteAllText(soft, "1");

        var refused = Assert.Throws<DeviceException>(() => hardware.OpenRadio(controller.Name));
        Assert.Equal($"cannot open radio {controller.Name}: HCIDEVUP gave ERFKILL; radio is switched off by rfkill: `rfkill unblock bluetooth`", refused.Message);

        File.WriteAllText(soft, "0");
        hardware.OpenRadio(controller.Name).Dispose();
    }

    [Fact]
    public void WithoutThePrivilegeToListenItIsRefusedAndNotDeaf()
    {
        Guest.Require();
        using var controller = new VhciController();
        hardware.OpenRadio(controller.Name).Dispose(); // Leaves it up.
        using var poor = Privilege.Without(Privilege.NetAdmin, Privilege.NetRaw);

        var refused = Assert.Throws<DeviceException>(() => hardware.OpenRadio(controller.Name));
        Assert.Equal(
            $"cannot open radio {controller.Name}: setsockopt(HCI_FILTER) gave EPERM; the service needs CAP_NET_RAW: see systemd/edge-gateway.service",
            refused.Message);
    }

    [Fact]
    public void ListeningToAnAdapterThatIsUpNeedsNoPrivilegeOverTheNetwork()
    {
        Guest.Require();
        using var controller = new VhciController();
        hardware.OpenRadio(controller.Name).Dispose(); // Leaves it up.
        using (Privilege.Without(Privilege.NetAdmin))
        {
            using var radio = hardware.OpenRadio(controller.Name);
            StartScan(radio, LegacyScan);
            Assert.Contains("gave EPERM", Assert.Throws<DeviceException>(radio.Reset).Message, StringComparison.Ordinal);
        }

        TakeDown(controller.Name);
        using var poor = Privilege.Without(Privilege.NetAdmin);
        Assert.Contains(
            "HCIDEVUP gave EPERM; the adapter is down and bringing it up needs CAP_NET_ADMIN",
            Assert.Throws<DeviceException>(() => hardware.OpenRadio(controller.Name)).Message,
            StringComparison.Ordinal);
    }

    private void StartScan(IRadio radio, byte[] command)
    {
        radio.Send(command);
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < Guest.Soon)
        {
            var length = radio.Receive(packet, Guest.Soon, out _);
            if (length == 7 && packet[1] == 0x0E && packet[4] == command[1] && packet[5] == command[2])
            {
                Assert.Equal(0, packet[6]);
                return;
            }
        }

        Assert.Fail("the scan command was not answered");
    }

    private static void SendNumbered(VhciController controller, bool extended)
    {
        var since = Stopwatch.GetTimestamp();
        for (var i = 0; i < Advertisements; i++)
        {
            while (Stopwatch.GetElapsedTime(since).TotalSeconds * PerSecond < i) Thread.Sleep(1); // The rate is what is being tested.
            controller.Send(extended ? HciEvents.Extended(Numbered(i)).Single() : HciEvents.Legacy(Numbered(i)));
        }
    }

    private static SimulatedAdvertisement Numbered(int number)
    {
        var data = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(data, number);
        return new SimulatedAdvertisement(0xC00102030400 + (ulong)(number % 200), -60, AdvertisementData.Manufacturer(0x004C, data));
    }

    internal static void TakeDown(string name)
    {
        using var socket = Libc.Socket(Libc.BluetoothFamily, Libc.RawSocket | Libc.CloseOnExec, Libc.HciProtocol);
        Assert.Equal(0, Libc.IoControl(socket, Libc.HciDeviceDown, nint.Parse(name.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static void Report(string fact) => TestContext.Current.SendDiagnosticMessage(fact);
}
