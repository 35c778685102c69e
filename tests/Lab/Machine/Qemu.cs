using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace EdgeGateway.Tests.Lab.Machine;

/// <summary>One QEMU process with its control line and its monitor. Disposing it pulls the plug.</summary>
internal sealed class Qemu : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private const int LastWordsMax = 40;

    private readonly Process process;
    private readonly StreamReader errors;
    private readonly StreamReader monitorReader;
    private readonly NetworkStream monitor;
    private readonly Queue<string> lastWords = new();

    private Qemu(Process process, NetworkStream control, NetworkStream monitor)
    {
        (this.process, this.monitor) = (process, monitor);
        (errors, monitorReader) = (process.StandardError, new StreamReader(monitor));
        (Control, Lines) = (control, new StreamReader(control));
    }

    /// <summary>To the program in the guest.</summary>
    public NetworkStream Control { get; }

    // What the guest had said before the power cut can still be read after it.
    private StreamReader Lines { get; }

    public static async Task<Qemu> StartAsync(IEnumerable<string> arguments, Workshop workshop, CancellationToken stopping)
    {
        // QEMU connects to us, so there is nothing to poll for.
        using var control = Listen(workshop.Of("control"));
        using var monitor = Listen(workshop.Of("monitor"));
        var process = Process.Start(new ProcessStartInfo("qemu-system-x86_64", arguments) { RedirectStandardError = true, RedirectStandardInput = true })!;
        try
        {
            var toGuest = new NetworkStream(await control.AcceptAsync(stopping).AsTask().WaitAsync(Patience, stopping), ownsSocket: true);
            var toMonitor = new NetworkStream(await monitor.AcceptAsync(stopping).AsTask().WaitAsync(Patience, stopping), ownsSocket: true);
            var qemu = new Qemu(process, toGuest, toMonitor);
            await qemu.monitorReader.ReadLineAsync(stopping);
            await qemu.AskAsync("""{"execute":"qmp_capabilities"}""", stopping);

            // The memory is a shared file already; only the devices' state goes through the migration.
            await qemu.AskAsync(
                """{"execute":"migrate-set-capabilities","arguments":{"capabilities":[{"capability":"x-ignore-shared","state":true}]}}""", stopping);
            return qemu;
        }
        catch (Exception failed) when (failed is TimeoutException or SocketException)
        {
            process.Kill();
            throw new IOException($"QEMU did not start: {await process.StandardError.ReadToEndAsync(stopping)}", failed);
        }
    }

    /// <summary>Asks QEMU's monitor (QMP); events in between are passed over.</summary>
    public async Task<string> AskAsync(string question, CancellationToken stopping)
    {
        await monitor.WriteAsync(System.Text.Encoding.UTF8.GetBytes(question + "\n"), stopping);
        while (await monitorReader.ReadLineAsync(stopping).AsTask().WaitAsync(Patience, stopping) is { } answer)
        {
            using var document = JsonDocument.Parse(answer);
            if (document.RootElement.TryGetProperty("error", out var error))
            {
                throw new IOException($"QEMU answers {question} with {error}");
            }

            if (document.RootElement.TryGetProperty("return", out var result))
            {
                return result.ToString();
            }
        }

        throw new IOException($"QEMU ended: {await errors.ReadToEndAsync(stopping)}");
    }

    /// <summary>What the guest's program said of late, for a report of what went wrong.</summary>
    public string LastWords
    {
        get
        {
            lock (lastWords)
            {
                return string.Join('\n', lastWords);
            }
        }
    }

    /// <summary>The next line of the guest's program; null when QEMU has ended and all has been heard.</summary>
    public async Task<string?> HearOrEndAsync()
    {
        try
        {
            return Remember(await Lines.ReadLineAsync());
        }
        catch (IOException reset) when (reset.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return null; // killed before it had read its order; what it had said was heard first
        }
    }

    /// <summary>The next line of the guest's program.</summary>
    /// <exception cref="TimeoutException">It says nothing.</exception>
    public async Task<string> HearAsync(CancellationToken stopping) =>
        await Lines.ReadLineAsync(stopping).AsTask().WaitAsync(Patience, stopping) ?? throw new IOException("the virtual Pi ended by itself");

    public async Task TellAsync(string line, CancellationToken stopping) => await Control.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"), stopping);

    /// <summary>SIGKILL: the guest and everything that it had in memory are gone; what it had written to its disk is in the image.</summary>
    public void CutPower()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            CutPower();
        }

        Lines.Dispose();
        monitorReader.Dispose();
        process.Dispose();
    }

    private string? Remember(string? line)
    {
        lock (lastWords)
        {
            lastWords.Enqueue(line ?? "(its end)");
            while (lastWords.Count > LastWordsMax)
            {
                lastWords.Dequeue();
            }
        }

        return line;
    }

    private static Socket Listen(string path)
    {
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(1);
        return socket;
    }
}
