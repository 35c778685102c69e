using System.Diagnostics;

namespace EdgeGateway.Devices.Simulated;

/// <content>The commands (NXP UM0701-02, section 7).</content>
public sealed partial class SimulatedPn532
{
    private const byte Good = 0x00;
    private const byte TimeOut = 0x01;
    private const byte MoreInformation = 0x40;
    private const byte WrongContext = 0x27;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan OneActivation = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan OneExchange = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(150);

    private readonly Dictionary<int, byte> registers = [];
    private byte[] rest = [];
    private bool isFieldOn;

    private void Execute(byte[] command)
    {
        var code = (byte)(command[0] + 1);
        switch (command)
        {
            case [0x00, ..]:
                Diagnose(command);
                break;
            case [0x02]:
                Answer([code, 0x32, 0x01, 0x06, 0x07], Quick);
                break;
            case [0x04]:
                Answer([code, Good, Field, (byte)targets.Count, .. targets.SelectMany((_, i) => new byte[] { (byte)(i + 1), 0, 0, 0x10 }), 0], Quick);
                break;
            case [0x06, ..]:
                Answer([code, .. command.Skip(1).Chunk(2).Where(at => at.Length == 2).Select(at => registers.GetValueOrDefault((at[0] << 8) | at[1]))], Quick);
                break;
            case [0x08, ..]:
                WriteRegisters(command.AsSpan(1));
                Answer([code], Quick);
                break;
            case [0x0C]:
                Answer([code, 0xFF, 0xFF, 0x00], Quick);
                break;
            case [0x0E, ..] or [0x12, _] or [0x14, ..]:
                Answer([code], Quick);
                break;
            case [0x16, ..]:
                Answer([code, Good], Quick);
                isAsleep = true;
                break;
            case [0x32, var item, ..]:
                Configure(item, command.AsSpan(2));
                Answer([code], Quick);
                break;
            case [0x40 or 0x42 or 0x44 or 0x4A or 0x52 or 0x54 or 0x60, ..]:
                ExecuteForTag(command, code);
                break;
            default:
                // Syntax error: an error frame with TFI 7F.
                Send([0x00, 0x00, 0xFF, 0x01, 0xFF, 0x7F, 0x81, 0x00], Quick);
                break;
        }
    }

    private byte Field => (byte)(isFieldOn ? 1 : 0);

    private Neighbour? Current => targets.Count > 0 ? targets[0] : null;

    private void ExecuteForTag(byte[] command, byte code)
    {
        switch (command)
        {
            case [0x40, _] when rest.Length > 0:
                Answer([code, .. NextPart()], OneExchange);
                break;
            case [0x40, var number, ..]:
                Answer(Exchange(code, Target(number), command.AsSpan(2)), OneExchange);
                break;
            case [0x42, ..]:
                // Raw: the frame brings its own check bytes unless the chip was told to add them.
                Answer(Exchange(code, Current, WithoutCheckBytes(command.AsSpan(1))), OneExchange);
                break;
            case [0x4A, var most, var kind, ..]:
                ListPassiveTarget(code, most, kind, command.AsSpan(3));
                break;
            case [0x54, var number]:
                Answer([code, Select(number)], OneActivation);
                break;
            case [0x44 or 0x52, var number]:
                Halt(number, forget: command[0] == 0x52);
                Answer([code, Good], Quick);
                break;
            case [0x60, var rounds, var period, .. var kinds]:
                AutoPoll(code, rounds, period, kinds);
                break;
            default:
                Send([0x00, 0x00, 0xFF, 0x01, 0xFF, 0x7F, 0x81, 0x00], Quick);
                break;
        }
    }

    // Tests: 00 the line (echo), 01 ROM, 02 RAM, 04 polling, 06 is the card still there, 07 antenna.
    private void Diagnose(byte[] command)
    {
        var test = command.Length > 1 ? command[1] : (byte)0xFF;
        byte[]? result = test switch
        {
            0x00 => command[1..],
            0x01 or 0x02 or 0x04 or 0x07 => [Good],
            0x06 => [targets.Count == 0 ? TimeOut : Good],
            _ => null,
        };
        if (result is null)
            Send([0x00, 0x00, 0xFF, 0x01, 0xFF, 0x7F, 0x81, 0x00], Quick);
        else
            Answer([0x01, .. result], Quick);
    }

    private void Configure(byte item, ReadOnlySpan<byte> values)
    {
        if (item == 0x05 && values.Length == 3)
            activationRetries = values[2];

        if (item == 0x01 && values.Length == 1)
        {
            isFieldOn = (values[0] & 1) != 0;
            if (!isFieldOn)
                Enter([.. field.Select(one => one.Tag)]);
        }
    }

    private void WriteRegisters(ReadOnlySpan<byte> triples)
    {
        for (; triples.Length >= 3; triples = triples[3..])
        {
            registers[(triples[0] << 8) | triples[1]] = triples[2];
        }
    }

    private byte[] Exchange(byte code, Neighbour? target, ReadOnlySpan<byte> command)
    {
        if (target is null)
        {
            return [code, WrongContext];
        }

        var answer = field.Contains(target) ? target.Tag.Answer(command) : null;
        rest = answer ?? [];
        return answer is null ? [code, TimeOut] : [code, .. NextPart()];
    }

    // Section 7.3.8: bit 6 of the status says that the answer goes on.
    private byte[] NextPart()
    {
        var part = rest.Length > AnswerPartMax ? rest[..AnswerPartMax] : rest;
        rest = rest[part.Length..];
        return [rest.Length > 0 ? MoreInformation : Good, .. part];
    }

    // CIU_TxMode (6302) bit 7: the chip adds the two check bytes of ISO/IEC 14443-3.
    private ReadOnlySpan<byte> WithoutCheckBytes(ReadOnlySpan<byte> frame) =>
        (registers.GetValueOrDefault(0x6302) & 0x80) == 0 && frame.Length > 2 ? frame[..^2] : frame;
}
