namespace EdgeGateway.Sensing.Nfc;

/// <summary>What reading an NDEF message came to: its records, or what is wrong with it.</summary>
/// <param name="Records">All of them; of a faulty message those before the fault.</param>
/// <param name="Problem">Empty when the message is sound.</param>
public sealed record NdefMessage(IReadOnlyList<NdefRecord> Records, string Problem)
{
    public bool IsSound => Problem.Length == 0;
}
