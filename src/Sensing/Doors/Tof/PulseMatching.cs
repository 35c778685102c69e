namespace EdgeGateway.Sensing.Doors;

/// <summary>Which hill in the one region and which in the other were the same person: the cheapest order-keeping pairing.</summary>
internal static class PulseMatching
{
    private const double MisfitMax = 2.2;
    private const double AloneCost = 1.1;

    /// <returns>Pairs in order of time, and the hills that stayed alone.</returns>
    public static (List<PulsePair> Pairs, List<ZonePulse> Alone) Match(List<ZonePulse> street, List<ZonePulse> store)
    {
        var cost = new double[street.Count + 1, store.Count + 1];
        for (var i = street.Count; i >= 0; i--)
        {
            for (var j = store.Count; j >= 0; j--)
            {
                cost[i, j] = i == street.Count ? (store.Count - j) * AloneCost : j == store.Count ? (street.Count - i) * AloneCost
                    : Math.Min(PairCost(i, j), AloneCost + Math.Min(cost[i + 1, j], cost[i, j + 1]));
            }
        }

        return Follow();

        double PairCost(int i, int j)
        {
            var misfit = PulsePair.Misfit(street[i], store[j]);
            return misfit > MisfitMax ? double.PositiveInfinity : misfit + cost[i + 1, j + 1];
        }

        (List<PulsePair> Pairs, List<ZonePulse> Alone) Follow()
        {
            var (pairs, alone) = (new List<PulsePair>(), new List<ZonePulse>());
            var (i, j) = (0, 0);
            while (i < street.Count && j < store.Count)
            {
                if (cost[i, j] >= PairCost(i, j))
                    pairs.Add(new PulsePair(street[i++], store[j++]));
                else if (cost[i + 1, j] <= cost[i, j + 1])
                    alone.Add(street[i++]);
                else
                    alone.Add(store[j++]);
            }

            alone.AddRange(street.Skip(i));
            alone.AddRange(store.Skip(j));
            return (pairs, alone);
        }
    }
}
