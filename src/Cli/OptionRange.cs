using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace EdgeGateway.Cli;

/// <summary>Refuses numbers that make no sense before anything is done with them.</summary>
internal static class OptionRange
{
    public static Option<T> Within<T>(this Option<T> option, T min, T max)
        where T : INumber<T>
    {
        option.Validators.Add(given =>
        {
            // What is no number is refused by the parser itself.
            if (given.Tokens is [var token] && T.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && !(number >= min && number <= max))
                given.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} {token.Value}: give a number from {min} to {max}"));
        });
        return option;
    }
}
