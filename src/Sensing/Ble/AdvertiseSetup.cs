using System.Security.Cryptography;

namespace EdgeGateway.Sensing;

/// <summary>
/// Decides which command to send next until the controller advertises the configured iBeacon, with the same kind of commands that
/// scanning uses, because a controller must not be given both (Core Vol 4 Part E, section 3.1.1). Takes answers, does no I/O.
/// </summary>
internal sealed class AdvertiseSetup(IBeaconAdvertisement beacon)
{
    /// <summary>Another process may switch advertising on between our "off" and our parameters; after this many tries it wins.</summary>
    public const int AttemptsMax = 3;

    // A controller without a public address, such as an nRF52, needs a static random one: the two highest bits are set.
    private readonly byte[] randomAddress = [.. RandomNumberGenerator.GetBytes(5), (byte)(RandomNumberGenerator.GetInt32(64) | 0xC0)];

    private bool isExtended;
    private bool isOwnAddressRandom;
    private int attempts;
    private Step step;

    private enum Step
    {
        Stop,
        Parameters,
        Address,
        Data,
        Enable,
    }

    public bool IsConfigured => beacon.IsOn;

    /// <summary>Idle, waiting for an answer, advertising (<see cref="ScanSetupState.Scanning"/>) or refused.</summary>
    public ScanSetupState State { get; private set; } = ScanSetupState.Idle;

    /// <summary>The command to send, whenever <see cref="Begin"/> or <see cref="Take"/> says so.</summary>
    public byte[] Command { get; private set; } = [];

    /// <summary>Why it was refused.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Starts over. Send <see cref="Command"/>.</summary>
    public void Begin(bool extended)
    {
        (isExtended, isOwnAddressRandom, attempts, Problem) = (extended, false, 0, "");
        Send(Step.Stop);
    }

    /// <summary>The answer to a command; true when <see cref="Command"/> is now another one to send.</summary>
    public bool Take(ushort opcode, ReadOnlySpan<byte> result)
    {
        if (State != ScanSetupState.Waiting || result.IsEmpty || opcode != HciCommand.OpcodeOf(Command))
        {
            return false;
        }

        // Parameters may only be set while advertising is off. Whether "off" succeeds does not matter: it may have been off.
        if (result[0] == HciStatus.Success || step == Step.Stop)
        {
            GoOn();
        }
        else
        {
            TryAgain(result[0]);
        }

        return State == ScanSetupState.Waiting;
    }

    private void GoOn()
    {
        switch (step)
        {
            // A legacy controller has one random address, an extended one has one per set, which must exist before it.
            case Step.Stop:
                Send(isOwnAddressRandom && !isExtended ? Step.Address : Step.Parameters);
                break;
            case Step.Address:
                Send(isExtended ? Step.Data : Step.Parameters);
                break;
            case Step.Parameters:
                Send(isOwnAddressRandom && isExtended ? Step.Address : Step.Data);
                break;
            case Step.Data:
                Send(Step.Enable);
                break;
            default:
                State = ScanSetupState.Scanning;
                break;
        }
    }

    private void TryAgain(byte status)
    {
        if (status == HciStatus.InvalidParameters && !isOwnAddressRandom)
        {
            isOwnAddressRandom = true;
            Send(Step.Stop);
        }
        else if (status == HciStatus.CommandDisallowed && ++attempts < AttemptsMax)
        {
            Send(Step.Stop);
        }
        else
        {
            State = ScanSetupState.Failed;
            Problem = $"the controller answers command 0x{HciCommand.OpcodeOf(Command):X4} with {HciStatus.NameOf(status)}";
        }
    }

    private void Send(Step next)
    {
        step = next;
        State = ScanSetupState.Waiting;
        Command = (next, isExtended) switch
        {
            (Step.Stop, true) => AdvertiseCommand.ExtendedEnable(on: false),
            (Step.Stop, false) => AdvertiseCommand.Enable(on: false),
            (Step.Parameters, true) => AdvertiseCommand.ExtendedParameters(beacon.Interval, isOwnAddressRandom, beacon.TxPowerDbm),
            (Step.Parameters, false) => AdvertiseCommand.Parameters(beacon.Interval, isOwnAddressRandom),
            (Step.Address, true) => AdvertiseCommand.ExtendedRandomAddress(randomAddress),
            (Step.Address, false) => AdvertiseCommand.RandomAddress(randomAddress),
            (Step.Data, true) => AdvertiseCommand.ExtendedData(beacon.Data()),
            (Step.Data, false) => AdvertiseCommand.Data(beacon.Data()),
            (_, true) => AdvertiseCommand.ExtendedEnable(on: true),
            (_, false) => AdvertiseCommand.Enable(on: true),
        };
    }
}
