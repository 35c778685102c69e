using System.Globalization;
using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>Chooses the next best action. The first rule that fits counts; each says why, so that an associate can overrule it.</summary>
internal static class NextStepRules
{
    /// <summary>A visit shorter than this ended before anybody could help.</summary>
    public static readonly TimeSpan ShortVisit = TimeSpan.FromMinutes(3);

    /// <summary>After this long a greeting says that the customer was missed.</summary>
    public static readonly TimeSpan LongAway = TimeSpan.FromDays(90);

    public static NextStep Choose(VisitState state, Customer? customer, MatchRule rule, string programme, VisitHistory history, DateTimeOffset at)
    {
        if (state == VisitState.Left)
        {
            return new NextStep("Nothing to do", "the visit is over");
        }

        return customer is null ? ForStranger(rule, programme, history) : ForCustomer(customer, rule, history, at);
    }

    private static NextStep ForStranger(MatchRule rule, string programme, VisitHistory history) => rule switch
    {
        MatchRule.Unknown when history.VisitsBefore > 0 =>
            new NextStep("Greet as a returning member and ask for the name", $"{Times(history.VisitsBefore)} before with this member's identifier, which no customer has yet"),
        MatchRule.Unknown => new NextStep("Greet as a member and ask for the name", $"carries something of the programme {programme}, which no customer has yet"),
        MatchRule.Contradictory => new NextStep("Ask for the name", "the visit's identifiers belong to different customers"),
        _ => new NextStep("Greet", "nothing more may be known about this visitor"),
    };

    private static NextStep ForCustomer(Customer customer, MatchRule rule, VisitHistory history, DateTimeOffset at)
    {
        if (customer.OrderReady.Length > 0)
        {
            return new NextStep($"Bring the order: {customer.OrderReady}", "an order waits for pick-up");
        }

        if (history.Previous.Count == 0)
        {
            return rule == MatchRule.Pseudonym
                ? new NextStep("Greet by name", "visits under a pseudonym are forgotten after a day, so nobody knows whether it is the first")
                : new NextStep("Welcome to the first visit", "no earlier visit is stored");
        }

        var last = history.Previous[0];
        if (last.DwellSeconds < ShortVisit.TotalSeconds)
        {
            return new NextStep("Ask what was missing last time", $"left after {Minutes(last.DwellSeconds.Value)}", last.At);
        }

        if (at - last.At > LongAway)
        {
            return new NextStep("Say that it is good to see them again", string.Create(CultureInfo.InvariantCulture, $"not seen for more than {LongAway.TotalDays} days"), last.At);
        }

        return customer.Interests.Length > 0
            ? new NextStep($"Show what is new: {customer.Interests}", "interests in the customer list")
            : new NextStep("Greet by name", $"{Times(history.VisitsBefore)} before", last.At);
    }

    private static string Times(long count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");

    private static string Minutes(double seconds) =>
        seconds < 60 ? "less than a minute" : seconds < 120 ? "a minute" : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} minutes");
}
