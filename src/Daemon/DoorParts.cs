using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Daemon.Doors;
using EdgeGateway.Daemon.Endpoints;
using EdgeGateway.Devices;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon;

/// <summary>The doors' account: opening hours, the book, and the file beside the outbox that remembers it; none for an outbox in memory.</summary>
internal sealed record DoorParts(DoorBook Book, DoorFile? File, StoreDays Days, DoorBoard Board, DoorsStatus Status, string Problem)
{
    public static DoorParts Open(GatewayOptions options, SensingParts sensing, IClock clock)
    {
        var path = options.Outbox.Path;
        var file = path.StartsWith(':') ? null : new DoorFile(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "doors.json"));
        var problem = "";
        var book = new DoorBook(file?.Load(out problem) ?? DoorMemory.Nothing);
        var board = new DoorBoard();
        return new DoorParts(
            book, file, new StoreDays(new OpeningHours(options.Hours), clock), board,
            new DoorsStatus(options, sensing.Sensors, board, clock, sensing.Tracker.DecidedWithin), problem);
    }

    public void AddTo(IServiceCollection services) => services.AddSingleton(all => new DoorDesk(
        Book, all.GetRequiredService<VisitTracker>(), Days, File, Board, all.GetRequiredService<IClock>(), all.GetRequiredService<ILogger<DoorDesk>>()));
}
