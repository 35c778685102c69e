using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>
/// The kernel's Bluetooth management socket (bluez doc/mgmt-api.txt), through which bluetoothd does all it does: a test that uses it
/// disturbs the gateway exactly as bluetoothd would.
/// </summary>
internal sealed class ManagementSocket : IDisposable
{
    private const ushort ControlChannel = 3; // HCI_CHANNEL_CONTROL
    private const ushort NoDevice = 0xFFFF; // HCI_DEV_NONE
    private const ushort CommandComplete = 0x0001;
    private const ushort CommandStatus = 0x0002;

    private readonly FileDescriptor socket = Libc.Socket(Libc.BluetoothFamily, Libc.RawSocket | Libc.CloseOnExec | Libc.NonBlocking, Libc.HciProtocol);

    internal ManagementSocket()
    {
        var address = new Libc.HciAddress { Family = Libc.BluetoothFamily, Device = NoDevice, Channel = ControlChannel };
        if (Libc.Bind(socket, ref address, (uint)Unsafe.SizeOf<Libc.HciAddress>()) < 0) throw LinuxError.Last("bind", "cannot open the management socket", _ => null);
    }

    /// <summary>`bluetoothctl scan le`, and its end.</summary>
    internal void Discover(string adapter, bool on) => Send(adapter, (ushort)(on ? 0x0023 : 0x0024), 0x06);

    /// <summary>`bluetoothctl power off`, and on.</summary>
    internal void Power(string adapter, bool on) => Send(adapter, 0x0005, (byte)(on ? 1 : 0));

    public void Dispose() => socket.Dispose();

    private void Send(string adapter, ushort opcode, byte parameter)
    {
        Span<byte> command = stackalloc byte[7];
        BinaryPrimitives.WriteUInt16LittleEndian(command, opcode);
        BinaryPrimitives.WriteUInt16LittleEndian(command[2..], ushort.Parse(adapter.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture));
        BinaryPrimitives.WriteUInt16LittleEndian(command[4..], 1);
        command[6] = parameter;
        Assert.Equal(command.Length, (int)Libc.Write(socket, command));

        Span<byte> answer = stackalloc byte[512];
        while (true)
        {
            Assert.NotEqual(0, (int)socket.Wait(Libc.PollIn, Guest.Soon));
            var length = (int)Libc.Read(socket, answer);
            if (length >= 9 && BinaryPrimitives.ReadUInt16LittleEndian(answer) is CommandComplete or CommandStatus && BinaryPrimitives.ReadUInt16LittleEndian(answer[6..]) == opcode)
            {
                Assert.Equal(0, answer[8]);
                return;
            }
        }
    }
}
