namespace EdgeGateway.Devices.Simulated;

/// <summary>The devices of a simulated store.</summary>
/// <param name="Readers">Serial lines with an NFC reader.</param>
public sealed record StoreLayout(IReadOnlyList<StoreRadio> Radios, IReadOnlyList<StoreDoor> Doors, IReadOnlyList<string> Readers)
{
    internal IEnumerable<string> Problems()
    {
        if (Radios.Contains(null!) || Doors.Contains(null!) || Readers.Contains(null!))
        {
            yield return "store: null is no device";
            yield break;
        }

        foreach (var twice in Radios.Select(r => r.Name).Concat(Doors.Select(d => d.Name)).Concat(Readers).GroupBy(n => n).Where(g => g.Count() > 1))
            yield return $"store: '{twice.Key}' is there twice; give each device its own name";

        foreach (var twice in Doors.SelectMany(d => new[] { (d.Chip, d.Outer), (d.Chip, d.Inner) }).GroupBy(line => line).Where(g => g.Count() > 1))
            yield return $"store: line {twice.Key.Item2} of {twice.Key.Chip} serves two beams; give each beam its own line";

        foreach (var door in Doors.Where(d => d.Outer is < 0 or >= SimulatedGpioChip.LinesOfAPi || d.Inner is < 0 or >= SimulatedGpioChip.LinesOfAPi))
            yield return $"store: door {door.Name} is on a line that no Pi has; use 0 to {SimulatedGpioChip.LinesOfAPi - 1}";
    }
}
