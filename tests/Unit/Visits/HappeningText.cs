using System.Globalization;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>A happening as one line of a story.</summary>
internal static class HappeningText
{
    public static string Of(Happening happening) =>
        string.Create(CultureInfo.InvariantCulture, $"{happening.At.TotalSeconds:0.00} {happening.Data.Type} {Of(happening.Data)}").TrimEnd();

    private static string Of(EventData data) => data switch
    {
        VisitorArrived e => $"{Of(e.Visit)} {Of(e.Identifier)} {e.Zone} {Of(e.Confidence)} {Of(e.Evidence)}",
        VisitorMoved e => $"{Of(e.Visit)} {Of(e.Identifier)} {e.FromZone} -> {e.ToZone}",
        VisitorHeard e => $"{Of(e.Visit)} {e.Zone} {(e.RssiDbm is { } dbm ? Of(dbm) : "nothing")}",
        VisitorLeft e => $"{Of(e.Visit)} {Of(e.Identifier)} {e.Zone} after {Of(e.DwellSeconds)} {Of(e.Confidence)} {Of(e.Evidence)}",
        DoorCrossed e => $"{e.Door} {Lower(e.Direction)}",
        DoorTraffic e => $"{e.Door} {Of(e.IntervalSeconds)} in {e.In} out {e.Out} u-turns {e.UTurns} blind {Of(e.BlindSeconds)}",
        TapRead e => $"{e.Reader} {Of(e.Identifier)} {Of(e.Visit)}",
        CodeScanned e => $"{e.Scanner} {Of(e.Identifier)} {Of(e.Visit)}",
        BeaconHealth e => $"{Of(e.Beacon)} {e.BatteryMillivolts}",
        SensorState e => $"{e.Sensor} {Lower(e.Condition)}",
        _ => throw new ArgumentException($"{data.Type} is not told in stories", nameof(data)),
    };

    private static string Of(Guid? visit) => visit is { } id ? $"visit-{int.Parse(id.ToString("N")[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture)}" : "no-visit";

    private static string Of(Identifier? identifier) => identifier?.Value ?? "somebody";

    private static string Of(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Of(IReadOnlyList<Evidence> evidence) => "by " + string.Join(' ', evidence.Select(piece => piece.Sensor));

#pragma warning disable CA1308 // the wire's own lower case, as technicians know it from the events
    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
