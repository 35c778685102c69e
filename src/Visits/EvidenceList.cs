using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>All that speaks for a visit: one line per sensor, two for a door (in and out), so the configuration bounds it.</summary>
internal sealed class EvidenceList
{
    private readonly List<Piece> pieces = [];

    /// <summary>Adds a piece, or strengthens and renews the sensor's line.</summary>
    public void Note(EvidenceKind kind, string sensor, TimeSpan at, double confidence, double? rssiDbm = null, Direction? direction = null)
    {
        foreach (var piece in pieces)
        {
            if (piece.Kind == kind && piece.Direction == direction && piece.Sensor == sensor)
            {
                piece.LastAt = at > piece.LastAt ? at : piece.LastAt;
                if (confidence > piece.Confidence)
                {
                    (piece.Confidence, piece.RssiDbm) = (confidence, rssiDbm);
                }

                return;
            }
        }

        pieces.Add(new Piece(kind, sensor, direction) { LastAt = at, Confidence = confidence, RssiDbm = rssiDbm });
    }

    public double Combined()
    {
        Span<double> best = stackalloc double[4];
        foreach (var piece in pieces)
        {
            ref var kind = ref best[(int)piece.Kind];
            kind = Math.Max(kind, piece.Confidence);
        }

        return Confidence.Combine(best);
    }

    /// <summary>The list as an event carries it, relative to the event's time.</summary>
    public IReadOnlyList<Evidence> At(TimeSpan now) =>
    [
        .. pieces.Select(piece => new Evidence(
            piece.Kind,
            piece.Sensor,
            Seconds.Between(piece.LastAt, now),
            Math.Round(piece.Confidence, 3),
            piece.RssiDbm is { } rssi ? Math.Round(rssi, 1) : null)),
    ];

    private sealed class Piece(EvidenceKind kind, string sensor, Direction? direction)
    {
        public EvidenceKind Kind => kind;

        public string Sensor => sensor;

        public Direction? Direction => direction;

        public TimeSpan LastAt { get; set; }

        public double Confidence { get; set; }

        public double? RssiDbm { get; set; }
    }
}
