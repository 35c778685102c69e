namespace EdgeGateway.Devices.Simulated;

// The controller's side of the commands a scanner sends (Bluetooth Core 5.4, Vol 4 Part E 7.3, 7.4, 7.8).
public sealed partial class SimulatedRadio
{
    private const byte Success = 0x00;
    private const byte UnknownCommand = 0x01;
    private const byte CommandDisallowed = 0x0C;
    private const byte InvalidParameters = 0x12;

    private byte[] Answer(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 4 || packet[0] != 0x01 || packet.Length != 4 + packet[3])
        {
            throw new DeviceException($"radio {name} refuses a command: EINVAL; an H4 command is 01, opcode, length, parameters (simulated)");
        }

        var opcode = (ushort)(packet[1] | (packet[2] << 8));
        return opcode switch
        {
            0x1001 => HciEvents.CommandComplete(opcode, Success, Version, 0, 0, Version, 0x31, 0x01, 0x19, 0x61), // local version
            0x1002 => HciEvents.CommandComplete(opcode, [Success, .. SupportedCommands()]),
            0x2003 => HciEvents.CommandComplete(opcode, Success, 0, (byte)(SupportsExtended ? 0x10 : 0), 0, 0, 0, 0, 0, 0), // LE features
            _ => HciEvents.CommandComplete(opcode, Status(opcode, packet[4..])),
        };
    }

    private byte Version => (byte)(SupportsExtended ? 0x09 : 0x08);

    private byte Status(ushort opcode, ReadOnlySpan<byte> parameters)
    {
        switch (opcode)
        {
            case 0x0C03: // Reset
                StopEverything();
                return Success;
            case 0x2005 or 0x2006 or 0x2008 or 0x200A or 0x2035 or 0x2036 or 0x2037 or 0x2039:
                return Advertise(opcode, parameters);
            case 0x0C01 or 0x2001: // event masks
                return parameters.Length == 8 ? Success : InvalidParameters;
            case 0x200B: // LE Set Scan Parameters
                return parameters.Length != 7 ? InvalidParameters : scan == ScanMode.Off ? Success : CommandDisallowed;
            case 0x200C: // LE Set Scan Enable
                return Enable(ScanMode.Legacy, parameters, length: 2);
            case 0x2041 when SupportsExtended: // LE Set Extended Scan Parameters
                return parameters.Length < 8 ? InvalidParameters : scan == ScanMode.Off ? Success : CommandDisallowed;
            case 0x2042 when SupportsExtended: // LE Set Extended Scan Enable
                return Enable(ScanMode.Extended, parameters, length: 6);
            default:
                return UnknownCommand;
        }
    }

    private byte Enable(ScanMode mode, ReadOnlySpan<byte> parameters, int length)
    {
        if (parameters.Length != length || parameters[0] > 1) return InvalidParameters;
        scan = parameters[0] == 1 ? mode : ScanMode.Off;
        return Success;
    }

    private byte[] SupportedCommands()
    {
        var commands = new byte[64];
        commands[5] = 0xC0; // Set Event Mask, Reset
        commands[26] = 0x0C; // LE Set Scan Parameters, LE Set Scan Enable
        commands[37] = (byte)(SupportsExtended ? 0x60 : 0); // their extended forms
        return commands;
    }
}
