namespace EdgeGateway.Sensing;

/// <summary>
/// Finds how much to add to each radio's strengths so that somebody who stands in a zone is taken to be there: antennas, cases and
/// shelves make radios deaf by different amounts. Pure; the same samples give the same answer.
/// </summary>
public static class ZoneCalibration
{
    /// <summary>An offset beyond this hides a broken antenna.</summary>
    public const int OffsetDbMax = 15;

    /// <summary>Fewer seconds in a zone say nothing about it.</summary>
    public const int SecondsMin = 8;

    private const double SilenceDbm = -110;
    private const double WindowSeconds = 3;
    private const int Rounds = 4;

    /// <summary>What is missing before an answer can be given; empty when nothing is.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<CalibrationRadio> radios, IReadOnlyCollection<CalibrationSample> samples)
    {
        if (radios.Select(radio => radio.Zone).Distinct().Count() < 2)
        {
            yield return "there is one zone only; a calibration needs radios of two zones or more";
        }

        foreach (var zone in radios.Select(radio => radio.Zone).Distinct())
        {
            var seconds = samples.Where(sample => sample.Standing == zone).Select(sample => (int)sample.Seconds).Distinct().Count();
            if (seconds < SecondsMin)
            {
                yield return $"{zone}: the beacon was heard in {seconds} seconds, {SecondsMin} are needed; is it on, and is it the right one?";
            }
        }
    }

    /// <summary>The answer for samples without <see cref="Problems"/>.</summary>
    public static CalibrationResult Solve(IReadOnlyList<CalibrationRadio> radios, IReadOnlyCollection<CalibrationSample> samples)
    {
        string[] zones = [.. radios.Select(radio => radio.Zone).Distinct()];
        int[] zoneOf = [.. radios.Select(radio => Array.IndexOf(zones, radio.Zone))];
        var moments = Moments(radios, zones, samples);

        // Judged on what the offsets were not chosen on: blocks of five seconds alternate.
        var (even, odd) = (moments.Where(moment => moment.Second / 5 % 2 == 0).ToList(), moments.Where(moment => moment.Second / 5 % 2 == 1).ToList());
        var proposed = new ZoneConfusion(zones);
        Judge(odd, zoneOf, Fit(even, zones, zoneOf), proposed);
        Judge(even, zoneOf, Fit(odd, zones, zoneOf), proposed);

        var now = new ZoneConfusion(zones);
        Judge(moments, zoneOf, new int[radios.Count], now);
        var offsets = Fit(moments, zones, zoneOf);
        return new CalibrationResult(now, proposed, [.. radios.Zip(offsets)]);
    }

    /// <summary>Second by second, each radio's median over the last three.</summary>
    private static List<(int Second, int Zone, double[] Dbm)> Moments(
        IReadOnlyList<CalibrationRadio> radios, string[] zones, IReadOnlyCollection<CalibrationSample> samples)
    {
        var moments = new List<(int, int, double[])>();
        foreach (var standing in samples.GroupBy(sample => sample.Standing).Where(group => zones.Contains(group.Key)))
        {
            var (first, last) = ((int)standing.Min(sample => sample.Seconds), (int)standing.Max(sample => sample.Seconds));
            var byRadio = standing.ToLookup(sample => sample.Radio);
            for (var second = first; second <= last; second++)
            {
                var (from, until) = (second + 1 - WindowSeconds, second + 1);
                moments.Add((second - first, Array.IndexOf(zones, standing.Key), [.. radios.Select(radio => Median(
                    byRadio[radio.Adapter].Where(sample => sample.Seconds >= from && sample.Seconds < until).Select(sample => sample.RssiDbm)))]));
            }
        }

        return moments;
    }

    // One radio after the other, the smallest offset that is best, until nothing gets better.
    private static int[] Fit(List<(int Second, int Zone, double[] Dbm)> moments, string[] zones, int[] zoneOf)
    {
        var offsets = new int[zoneOf.Length];
        var best = Accuracy(offsets);
        for (var round = 0; round < Rounds; round++)
        {
            for (var radio = 0; radio < offsets.Length; radio++)
            {
                foreach (var db in Enumerable.Range(-OffsetDbMax, (2 * OffsetDbMax) + 1).OrderBy(Math.Abs))
                {
                    int[] candidate = [.. offsets];
                    candidate[radio] = db;
                    if (Accuracy(candidate) is var accuracy && accuracy > best + 1e-9)
                    {
                        (best, offsets) = (accuracy, candidate);
                    }
                }
            }
        }

        return offsets;

        double Accuracy(int[] candidate)
        {
            var confusion = new ZoneConfusion(zones);
            Judge(moments, zoneOf, candidate, confusion);
            return confusion.Accuracy;
        }
    }

    private static void Judge(List<(int Second, int Zone, double[] Dbm)> moments, int[] zoneOf, int[] offsets, ZoneConfusion confusion)
    {
        foreach (var (_, zone, dbm) in moments)
        {
            var strongest = 0;
            for (var radio = 1; radio < dbm.Length; radio++)
            {
                strongest = dbm[radio] + offsets[radio] > dbm[strongest] + offsets[strongest] ? radio : strongest;
            }

            confusion.Note(zone, zoneOf[strongest]);
        }
    }

    private static double Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? SilenceDbm : sorted[sorted.Length / 2];
    }
}
