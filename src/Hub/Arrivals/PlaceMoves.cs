namespace EdgeGateway.Hub.Arrivals;

/// <summary>Whether a customer has gone from one gateway to another since somebody asked: then the pages are woken, and for no other word.</summary>
internal sealed class PlaceMoves
{
    private int _any;

    public void Note() => Volatile.Write(ref _any, 1);

    public bool Take() => Interlocked.Exchange(ref _any, 0) == 1;
}
