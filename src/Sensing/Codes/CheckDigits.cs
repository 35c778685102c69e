namespace EdgeGateway.Sensing.Codes;

/// <summary>Check digits of numbers; anything but digits is wrong.</summary>
public static class CheckDigits
{
    /// <summary>True when the last digit is the one that the others demand, or none is wanted.</summary>
    public static bool IsRight(ReadOnlySpan<char> number, CheckDigit kind)
    {
        if (kind == CheckDigit.None)
        {
            return true;
        }

        var sum = 0;
        for (var fromRight = 0; fromRight < number.Length; fromRight++)
        {
            var digit = number[^(fromRight + 1)] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            var isWeighted = (fromRight & 1) != 0;
            sum += (isWeighted, kind) switch
            {
                (true, CheckDigit.Gs1) => 3 * digit,
                (true, _) => digit < 5 ? 2 * digit : (2 * digit) - 9,
                _ => digit,
            };
        }

        return number.Length >= 2 && sum % 10 == 0;
    }
}
