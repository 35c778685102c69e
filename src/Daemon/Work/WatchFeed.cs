using System.Threading.Channels;
using EdgeGateway.Events;

namespace EdgeGateway.Daemon.Work;

/// <summary>Shows accepted events to whoever watches. A watcher that is too slow misses events; the outbox never waits for it.</summary>
internal sealed class WatchFeed
{
    /// <summary>More watchers are refused.</summary>
    public const int WatchersMax = 16;

    private const int EventsWaitingMax = 1024;
    private readonly Lock gate = new();
    private Channel<byte[]>[] watchers = [];

    /// <summary>A new watcher's events, or null when there are too many already.</summary>
    public Channel<byte[]>? Join()
    {
        var channel = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(EventsWaitingMax) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            if (watchers.Length >= WatchersMax)
            {
                return null;
            }

            watchers = [.. watchers, channel];
            return channel;
        }
    }

    public void Leave(Channel<byte[]> channel)
    {
        lock (gate)
        {
            watchers = [.. watchers.Where(watcher => watcher != channel)];
        }
    }

    /// <summary>Ends every watch: the daemon stops.</summary>
    public void Close()
    {
        foreach (var watcher in watchers)
        {
            watcher.Writer.TryComplete();
        }
    }

    /// <param name="last">The number of the last draft; 0 when they have none yet.</param>
    public void Offer(IReadOnlyList<EventDraft> drafts, Guid epoch, long last)
    {
        var all = watchers;
        if (all.Length == 0)
        {
            return;
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            var json = EventJson.Write(drafts[i], epoch, last == 0 ? 0 : last - drafts.Count + 1 + i);
            foreach (var watcher in all)
            {
                watcher.Writer.TryWrite(json);
            }
        }
    }
}
