namespace EdgeGateway.Events;

/// <summary>The hub asks for numbers that it lacks: the payload of <c>command/resend</c>.</summary>
/// <param name="Epoch">The outbox's incarnation that the numbers belong to.</param>
/// <param name="Ranges">1 to <see cref="RangesMax"/> ranges with at most <see cref="NumbersMax"/> numbers together.</param>
public sealed record ResendRequest(Guid Epoch, IReadOnlyList<SequenceRange> Ranges)
{
    /// <summary>The name of the command, and of the answer.</summary>
    public const string Command = "resend";

    /// <summary>A request for more ranges is refused.</summary>
    public const int RangesMax = 128;

    /// <summary>A request for more numbers is refused: ask for the oldest, and again when they have come.</summary>
    public const int NumbersMax = 16_384;

    /// <summary>Empty, or why a gateway refuses such a request.</summary>
    public string Problem()
    {
        if (Ranges.Count is 0 or > RangesMax)
        {
            return $"a request has 1 to {RangesMax} ranges, this one has {Ranges.Count}";
        }

        var numbers = 0L;
        foreach (var range in Ranges)
        {
            if (range.First < 1 || range.Last < range.First || range.Last > EventJson.SequenceMax)
            {
                return $"{range.First} to {range.Last} is no range of numbers";
            }

            numbers += range.Count;
        }

        return numbers <= NumbersMax ? "" : $"a request is for at most {NumbersMax} numbers, this one is for {numbers}";
    }
}
