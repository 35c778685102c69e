using EdgeGateway.Control;
using EdgeGateway.Devices;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>Streams a door sensor's raw signals to <c>edgectl doors record</c>. The counting goes on beside it and waits for nobody.</summary>
internal static class RecordEndpoint
{
    /// <summary>How many signals are missing at this place, because the recorder was too slow.</summary>
    private const string DroppedNote = "dropped ";

    public static void Map(WebApplication app, IReadOnlyList<ISensor> sensors, IClock clock, string gateway)
    {
        var doors = sensors.OfType<IDoorSensor>().ToList();
        app.MapGet(ControlRoutes.DoorsRecord, (HttpContext call, IHostApplicationLifetime host) =>
            RecordAsync(call, doors, sensor => About(sensor, clock, gateway), host.ApplicationStopping));
    }

    private static async Task RecordAsync(HttpContext call, List<IDoorSensor> doors, Func<IDoorSensor, string> about, CancellationToken stopping)
    {
        if (await UnixSocketOnly.RefusesAsync(call, "doors are recorded on the Unix socket only; use edgectl doors record"))
        {
            return;
        }

        if (!TryFind(call.Request.Query, doors, out var sensor, out var problem))
        {
            await UnixSocketOnly.RefuseAsync(call, StatusCodes.Status404NotFound, problem);
            return;
        }

        if (sensor.Signals.Begin() is not { } recording)
        {
            await UnixSocketOnly.RefuseAsync(call, StatusCodes.Status409Conflict, $"{sensor.Name} is being recorded already; end that recording first");
            return;
        }

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, stopping);
        try
        {
            await WriteAsync(call.Response, recording, about(sensor), leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // The recorder has gone, or the daemon stops.
        }
        finally
        {
            sensor.Signals.End(recording);
        }
    }

    private static async Task WriteAsync(HttpResponse response, SignalRecording recording, string about, CancellationToken leaving)
    {
        response.ContentType = "application/x-ndjson";
        await response.StartAsync(leaving);
        DoorSignalWriter.WriteNote(response.BodyWriter, about);
        await response.BodyWriter.FlushAsync(leaving);
        while (await recording.Reader.WaitToReadAsync(leaving))
        {
            while (recording.Reader.TryRead(out var next))
            {
                if (next.DroppedBefore > 0)
                {
                    DoorSignalWriter.WriteNote(response.BodyWriter, $"{DroppedNote}{next.DroppedBefore}");
                }

                DoorSignalWriter.Write(response.BodyWriter, next.Signal);
                await response.BodyWriter.FlushAsync(leaving);
            }
        }
    }

    private static bool TryFind(IQueryCollection asked, List<IDoorSensor> doors, out IDoorSensor sensor, out string problem)
    {
        var (name, door) = (asked["sensor"].ToString(), asked["door"].ToString());
        var found = doors.Where(one => (name.Length == 0 || one.Name == name) && (door.Length == 0 || one.Door == door)).ToList();
        // A door means its counter; a helper beside it is recorded by its name.
        if (name.Length == 0 && found.Select(one => one.Door).Distinct().Count() == 1 && found.Count(one => one.Signals.HasDirection) == 1)
        {
            found = [.. found.Where(one => one.Signals.HasDirection)];
        }

        sensor = found.FirstOrDefault()!;
        problem = found.Count switch
        {
            1 => "",
            0 => doors.Count == 0 ? "this gateway has no door sensor" : $"there is no such door sensor; there are {Names(doors)}",
            _ => $"name one sensor: {Names(found)}",
        };
        return problem.Length == 0;
    }

    private static string Names(List<IDoorSensor> sensors) => string.Join(", ", sensors.Select(one => $"{one.Name} (door {one.Door})"));

    private static string About(IDoorSensor sensor, IClock clock, string gateway) => FormattableString.Invariant(
        $"door {sensor.Door}, sensor {sensor.Name}, {DoorsStatus.KindOf(sensor)}, gateway {gateway}, version {GatewayStatus.Version}, t={clock.SinceBoot.TotalSeconds:0.###} is {clock.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ}");
}
