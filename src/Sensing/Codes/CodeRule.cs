using System.Text.RegularExpressions;

namespace EdgeGateway.Sensing.Codes;

/// <summary>Tells a loyalty number from the products, coupons and parcels that a scanner reads as well.</summary>
/// <param name="pattern">
/// A regular expression for the whole code, empty for any; its group <c>id</c>, if it has one, is the number. It is matched without
/// backtracking, so that no code takes longer than its length allows.
/// </param>
public sealed class CodeRule(string pattern, int lengthMin, int lengthMax, CheckDigit checkDigit)
{
    /// <summary>A pattern is one kind of number, not a catalogue of them.</summary>
    public const int PatternCharsMax = 256;

    private const string Number = "id";

    private readonly Regex? shape = pattern.Length == 0 ? null : Compile(pattern);

    /// <summary>What is wrong with a pattern; null when nothing is.</summary>
    public static string? ProblemOf(string pattern)
    {
        if (pattern.Length > PatternCharsMax)
        {
            return $"has {pattern.Length} characters, at most {PatternCharsMax} are allowed";
        }

        // The framework tells by throwing whether a pattern is one; here it is an answer.
        try
        {
            Compile(pattern);
            return null;
        }
        catch (NotSupportedException)
        {
            return "looks around or back, or repeats too much, which cannot be bounded in time";
        }
        catch (ArgumentException unreadable)
        {
            return $"is no regular expression: {unreadable.Message}";
        }
    }

    /// <summary>The loyalty number in a code; empty when it is none.</summary>
    public ReadOnlySpan<char> NumberIn(string code)
    {
        var number = code.AsSpan();
        if (shape is not null)
        {
            var match = shape.Match(code);
            if (!match.Success)
            {
                return default;
            }

            number = match.Groups[Number] is { Success: true } group ? group.ValueSpan : number;
        }

        return number.Length >= lengthMin && number.Length <= lengthMax && CheckDigits.IsRight(number, checkDigit) ? number : default;
    }

    private static Regex Compile(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
