using System.Diagnostics;

namespace EdgeGateway.Devices.Simulated;

/// <content>The cards in the field, and which of them the chip has chosen (NXP UM0701-02, sections 7.3.5 to 7.3.13).</content>
public sealed partial class SimulatedPn532
{
    private const int TargetsMax = 2;
    private const byte AskSystemCode = 0x01;

    private readonly List<Neighbour> targets = [];
    private List<Neighbour> field = [];
    private byte activationRetries = 0xFF;
    private bool hasLooked;

    /// <summary>What is there now, each card as if the field had just come on.</summary>
    private void Enter(IReadOnlyList<ISimulatedTag> cards)
    {
        field = [.. cards.Select(card => new Neighbour(card))];
        targets.Clear();
    }

    private void BeginLook()
    {
        (isFieldOn, hasLooked) = (true, true);
        field.ForEach(one => one.IsDone = one.WasChosen);
    }

    private void ListPassiveTarget(byte code, byte most, byte kind, ReadOnlySpan<byte> initiatorData)
    {
        BeginLook();
        var wanted = initiatorData.ToArray();
        Await(
            () =>
            {
                var found = field.Where(one => Hears(one, kind, wanted)).Take(Math.Min(most, (byte)TargetsMax)).ToList();
                return found.Count == 0 ? null : [code, (byte)found.Count, .. Choose(found, wanted)];
            },
            [code, 0],
            activationRetries == 0xFF ? null : OneActivation * (activationRetries + 1));
    }

    // 150 ms a period and kind; 20 and 00 are ISO/IEC 14443 type A at 106 kbit/s, 10 is MIFARE, as which a Type 2 tag is reported.
    private void AutoPoll(byte code, byte rounds, byte period, byte[] kinds)
    {
        BeginLook();
        Await(
            () =>
            {
                var found = field.Where(one => Hears(one, 0, []) && kinds.Any(kind => kind is 0x00 or 0x10)).Take(1).ToList();
                var data = found.Count == 0 ? [] : Choose(found, []);
                return found.Count == 0 ? null : [code, 1, 0x10, (byte)data.Length, .. data];
            },
            [code, 0],
            rounds == 0xFF ? null : PollPeriod * period * rounds * kinds.Length);
    }

    // ISO/IEC 14443-3 section 6.5: a halted card hears only the call for all (WUPA), which the chip makes when it is told a UID.
    private static bool Hears(Neighbour one, byte kind, byte[] data) => (one.Tag.Kind, kind) switch
    {
        (SimulatedCardKind.TypeA, 0) => data.Length == 0 ? !one.IsHalted : UidIn(data).AsSpan().SequenceEqual(one.Tag.Uid),
        (SimulatedCardKind.FeliCa, 1 or 2) => data is [0x00, _, _, _, _],
        (SimulatedCardKind.TypeB, 3) => data is [_, ..] && !one.IsHalted,
        _ => false,
    };

    // The cascade tag 88 stands before each three bytes of a UID that goes on.
    private static byte[] UidIn(byte[] data) => [.. data.Where((one, i) => one != 0x88 || i % 4 != 0 || data.Length is 4 or 7 or 10)];

    private byte[] Choose(List<Neighbour> found, byte[] data)
    {
        targets.Clear();
        targets.AddRange(found);
        found.ForEach(one => (one.IsHalted, one.WasChosen) = (false, true));
        return [.. found.SelectMany((one, i) => (byte[])[(byte)(i + 1), .. Described(one.Tag, data)])];
    }

    private static byte[] Described(ISimulatedTag card, byte[] data)
    {
        switch (card.Kind)
        {
            case SimulatedCardKind.FeliCa:
                // POL_RES with its length: 01, IDm, PMm, and the system code when it was asked for.
                var system = data is [_, _, _, AskSystemCode, _] ? new byte[] { 0x12, 0xFC } : [];
                return [(byte)(18 + system.Length), 0x01, .. card.Uid, 0x01, 0x20, 0x22, 0x04, 0x27, 0x67, 0x4E, 0xFF, .. system];
            case SimulatedCardKind.TypeB:
                // ATQB: 50, PUPI, application data, protocol info; then the answer to ATTRIB with its length.
                return [0x50, .. card.Uid, 0x00, 0x00, 0x00, 0x00, 0x71, 0x71, 0x71, 0x00];
            default:
                // SENS_RES as the PN532 reports it: the UID's size stands in bits 7 and 6 of the second byte. A card of part 4 is asked for its ATS.
                var size = card.Uid.Length switch { 4 => 0x00, 7 => 0x40, _ => 0x80 };
                return [0x00, (byte)(size | 0x04), card.SelectAnswer, (byte)card.Uid.Length, .. card.Uid, .. card.AnswerToSelect];
        }
    }

    private Neighbour? Target(byte number) => number >= 1 && number <= targets.Count ? targets[number - 1] : null;

    // InSelect wakes a target that was deselected.
    private byte Select(byte number)
    {
        if (Target(number) is not { } target || !field.Contains(target))
        {
            return number == 0 || Target(number) is null ? WrongContext : TimeOut;
        }

        target.IsHalted = false;
        return Good;
    }

    // 0 is all of them. A FeliCa card knows no halt.
    private void Halt(byte number, bool forget)
    {
        foreach (var target in targets.Where((_, i) => number == 0 || number == i + 1))
        {
            target.IsHalted = target.Tag.Kind != SimulatedCardKind.FeliCa;
        }

        if (forget)
            targets.Clear();
    }

    private void Await(Func<byte[]?> whenFound, byte[] whenNothing, TimeSpan? givesUpAfter)
    {
        if (whenFound() is { } answer)
            Answer(answer, OneActivation);
        else if (givesUpAfter < TimeSpan.FromMilliseconds(500))
            Answer(whenNothing, givesUpAfter.Value);
        else
            pending = new Pending(whenFound, whenNothing, givesUpAfter, Stopwatch.GetTimestamp());
    }

    private void Resume()
    {
        if (pending?.Found() is { } answer)
        {
            pending = null;
            Answer(answer, OneActivation);
        }
    }

    /// <summary>A card in the field.</summary>
    private sealed class Neighbour(ISimulatedTag tag)
    {
        public ISimulatedTag Tag => tag;

        public bool IsHalted { get; set; }

        public bool WasChosen { get; set; }

        public bool IsDone { get; set; }
    }
}
