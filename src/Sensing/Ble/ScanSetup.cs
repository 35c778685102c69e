namespace EdgeGateway.Sensing;

/// <summary>
/// Decides which command to send next until the controller scans: extended scanning where it can, legacy otherwise, and scanning
/// that another process has left on is switched off first. Takes answers, does no I/O.
/// </summary>
internal sealed class ScanSetup(BleSensorOptions options)
{
    /// <summary>Another process may switch scanning on between our "off" and our parameters; after this many tries it wins.</summary>
    public const int AttemptsMax = 3;

    private const int ExtendedAdvertisingBit = 12;
    private const int CodedPhyBit = 11;

    private bool isExtended;
    private bool isStarting;
    private bool hasCodedPhy;
    private int attempts;

    /// <summary>Where it is.</summary>
    public ScanSetupState State { get; private set; } = ScanSetupState.Idle;

    /// <summary>The command to send, whenever <see cref="Begin"/> or <see cref="Take"/> says so.</summary>
    public byte[] Command { get; private set; } = [];

    /// <summary>Why it has failed.</summary>
    public string Problem { get; private set; } = "";

    /// <summary><c>extended, passive</c> and the like.</summary>
    public string Mode => $"{(isExtended ? "extended" : "legacy")}, {(options.Active ? "active" : "passive")}";

    /// <summary>Whether it scans with the extended commands; then advertising must use them too.</summary>
    public bool IsExtended => isExtended;

    /// <summary>Starts over. Send <see cref="Command"/>.</summary>
    public void Begin()
    {
        (isExtended, hasCodedPhy, attempts) = (false, false, 0);
        Send(HciCommand.EventMask());
    }

    /// <summary>The answer to a command; true when <see cref="Command"/> is now another one to send.</summary>
    /// <param name="opcode">An answer to another process's command changes nothing.</param>
    /// <param name="result">Status and return parameters.</param>
    public bool Take(ushort opcode, ReadOnlySpan<byte> result)
    {
        if (State != ScanSetupState.Waiting || result.IsEmpty || opcode != HciCommand.OpcodeOf(Command))
        {
            return false;
        }

        var status = result[0];
        switch (opcode)
        {
            // The kernel has set both masks already, so that a refusal here is no obstacle.
            case HciCommand.SetEventMask: Send(HciCommand.LeEventMask()); break;
            case HciCommand.LeSetEventMask: Send(HciCommand.LocalFeatures()); break;
            case HciCommand.LeReadLocalFeatures: ReadFeatures(status, result[1..]); break;
            case HciCommand.LeSetScanParameters or HciCommand.LeSetExtendedScanParameters: TakeParameters(status); break;
            default: TakeEnable(status); break;
        }

        return State == ScanSetupState.Waiting;
    }

    private void ReadFeatures(byte status, ReadOnlySpan<byte> features)
    {
        isExtended = status == HciStatus.Success && HasBit(features, ExtendedAdvertisingBit);
        hasCodedPhy = isExtended && HasBit(features, CodedPhyBit);
        Stop();
    }

    // Parameters may only be set while scanning is off. Whether "off" succeeds does not matter: it may have been off.
    private void Stop() => Send(isExtended ? HciCommand.ExtendedScanEnable(on: false) : HciCommand.ScanEnable(on: false));

    private void TakeEnable(byte status)
    {
        if (!isStarting)
        {
            SetParameters();
        }
        else if (status == HciStatus.Success)
        {
            isStarting = false;
            State = ScanSetupState.Scanning;
        }
        else
        {
            TryAgain(status);
        }
    }

    private void SetParameters()
    {
        var (interval, window) = (Units(options.ScanInterval), Units(options.ScanWindow));
        Send(isExtended
            ? HciCommand.ExtendedScanParameters(options.Active, interval, window, hasCodedPhy)
            : HciCommand.ScanParameters(options.Active, interval, window));
    }

    private void TakeParameters(byte status)
    {
        if (status == HciStatus.Success)
        {
            Send(isExtended ? HciCommand.ExtendedScanEnable(on: true) : HciCommand.ScanEnable(on: true));
            isStarting = true;
        }
        else
        {
            TryAgain(status);
        }
    }

    private void TryAgain(byte status)
    {
        attempts++;
        var isRefusedForNow = status == HciStatus.CommandDisallowed && attempts < AttemptsMax;
        if (isRefusedForNow)
        {
            Stop();
        }
        else if (isExtended)
        {
            // Some controllers announce extended scanning and do not have it; and once any process has used the legacy commands,
            // the extended ones are disallowed until a reset (Core Vol 4 Part E, section 3.1.1).
            (isExtended, attempts) = (false, 0);
            Stop();
        }
        else
        {
            State = ScanSetupState.Failed;
            Problem = $"the controller answers command 0x{HciCommand.OpcodeOf(Command):X4} with {HciStatus.NameOf(status)}";
        }
    }

    private void Send(byte[] command)
    {
        isStarting = false;
        Command = command;
        State = ScanSetupState.Waiting;
    }

    private static bool HasBit(ReadOnlySpan<byte> features, int bit) => features.Length > bit / 8 && (features[bit / 8] & (1 << (bit % 8))) != 0;

    // Steps of 0.625 ms.
    private static ushort Units(TimeSpan time) => (ushort)(time.Ticks / (TimeSpan.TicksPerMillisecond * 5 / 8));
}
