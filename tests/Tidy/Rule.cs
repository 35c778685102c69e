namespace EdgeGateway.Tests.Tidy;

/// <summary>A rule of the house. When it is broken, the message is the instruction for mending it.</summary>
internal static class Rule
{
    public static void Holds(IEnumerable<string> broken, string mend)
    {
        var places = broken.ToList();
        Assert.True(places.Count == 0, $"{mend}\n  {string.Join("\n  ", places)}");
    }
}
