using System.Globalization;

namespace EdgeGateway.Tests.Benchmarks;

/// <summary>The options behind the verb: <c>--name value</c> pairs, a name may come more than once.</summary>
internal sealed class BenchmarkOptions
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    public BenchmarkOptions(ReadOnlySpan<string> arguments)
    {
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Length)
                throw new ArgumentException($"'{arguments[i]}' is not the name of an option followed by its value; write --name value.");

            _pairs.Add(new(arguments[i][2..], arguments[i + 1]));
        }
    }

    public IEnumerable<string> All(string name) => _pairs.Where(pair => pair.Key == name).Select(pair => pair.Value);

    public string Text(string name, string otherwise) => All(name).LastOrDefault() ?? otherwise;

    public int Number(string name, int otherwise) => int.Parse(Text(name, Invariant(otherwise)), CultureInfo.InvariantCulture);

    public int[] Numbers(string name, params int[] otherwise) =>
        [.. Text(name, string.Join(',', otherwise.Select(Invariant))).Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
