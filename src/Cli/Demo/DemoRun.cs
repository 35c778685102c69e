using System.Globalization;
using System.Text;
using EdgeGateway.Control;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Cli.Demo;

/// <summary>One run of the demo: starts the programs, shows what they say, ends them.</summary>
internal sealed class DemoRun(string script, double speed, bool once, bool json)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    // The screen is shared by two streams.
    private readonly Lock screen = new();

    public async Task<int> RunAsync(CancellationToken stopping)
    {
        try
        {
            return await StageAsync(stopping);
        }
        finally
        {
            Print($"[grey]Everything has ended; nothing is left behind.[/]");
        }
    }

    private async Task<int> StageAsync(CancellationToken stopping)
    {
        using var store = new DemoStore();
        await using var hub = await store.StartHubAsync(stopping);
        await using var gateway = store.StartGateway(script, speed);
        Greet(store);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task[] shows = [ShowEventsAsync(store.Socket, ending.Token), ShowCardsAsync(store.Page, ending.Token)];
        try
        {
            return await WaitAsync(store, [hub, gateway], stopping);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(shows).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Greet(DemoStore store)
    {
        Print(string.Create(CultureInfo.InvariantCulture, $"[bold]EdgeGateway demo[/]: a simulated store at {speed:0.#}× real time. Ctrl-C ends all of it."));
        Print($"  arrival cards   [link]{store.Page}[/]");
        Print($"  completeness    [link]{store.Page}completeness[/]");
        Print($"  the gateway     edgectl status --socket {store.Socket}");
        Print($"  its broker      {store.Broker}");
        Print("");
    }

    /// <summary>Until Ctrl-C, a program's unasked end, or with --once the script's end.</summary>
    private async Task<int> WaitAsync(DemoStore store, IReadOnlyList<ChildProgram> programs, CancellationToken stopping)
    {
        using var look = new PeriodicTimer(LookEvery);
        var summed = false;
        while (await look.WaitForNextTickAsync(stopping))
        {
            if (programs.FirstOrDefault(program => program.HasEnded) is { } ended)
            {
                // A terminal sends Ctrl-C to the programs as well, and they may be quicker to obey.
                await Task.Delay(LookEvery, stopping);
                return Complaint.Print($"{ended.Name} has ended unasked; it said last:\n{ended.LastWords}", ExitCodes.Unreachable);
            }

            if (!summed && await AskAsync(store.Socket, stopping) is { ScriptEnded: true } status)
            {
                summed = true;
                var sum = await DemoSum.WaitAsync(store.Page, status, stopping);
                Print(sum.Sentence);
                if (once)
                {
                    return sum.IsComplete ? ExitCodes.Success : ExitCodes.NotWell;
                }

                Print("[grey]The pages stay open until Ctrl-C.[/]");
            }
        }

        return ExitCodes.Success;
    }

    private static async Task<StatusAnswer?> AskAsync(string socket, CancellationToken stopping)
    {
        try
        {
            using var daemon = new ControlClient(socket);
            return await daemon.AskAsync(ControlRoutes.Status, ControlJsonContext.Default.StatusAnswer, stopping);
        }
        catch (ControlException)
        {
            // The gateway is still starting.
            return null;
        }
    }

    private async Task ShowEventsAsync(string socket, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var daemon = new ControlClient(socket);
                await foreach (var line in daemon.LinesAsync(ControlRoutes.Watch, stopping))
                {
                    if (json)
                    {
                        PrintLine(line);
                    }
                    else if (EventJson.TryRead(Encoding.UTF8.GetBytes(line), out var happened, out _))
                    {
                        Print(EventLine.Markup(happened));
                    }
                }
            }
            catch (ControlException)
            {
                // The gateway is still starting, or ends.
            }

            await Task.Delay(LookEvery, stopping);
        }
    }

    private async Task ShowCardsAsync(Uri page, CancellationToken stopping)
    {
        HashSet<string> shown = [];
        await foreach (var card in ServerSentEvents.ReadAsync(new Uri(page, "v1/arrivals/stream"), stopping))
        {
            if (json)
            {
                PrintLine(card.GetRawText());
            }
            else if (CardLine.Markup(card, shown) is { } lines)
            {
                Print(lines);
            }
        }
    }

    private void Print(string markup)
    {
        if (json)
        {
            return;
        }

        lock (screen)
        {
            AnsiConsole.MarkupLine(markup);
        }
    }

    private void PrintLine(string line)
    {
        lock (screen)
        {
            Console.WriteLine(line);
        }
    }
}
