using System.Diagnostics;

namespace EdgeGateway.Tests.Integration.Sensing.Nfc;

/// <summary>A program of libnfc, told to use one reader.</summary>
internal static class LibnfcTool
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    /// <summary>Runs it to its end and returns what it printed; skips the test when it is not installed.</summary>
    public static async Task<string> Run(string program, string package, string readerPath, params string[] arguments)
    {
        var path = System.IO.Path.Combine("/usr/bin", program);
        Assert.SkipUnless(File.Exists(path), $"{program} is not here; install it: apt-get install {package}");
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LIBNFC_DEFAULT_DEVICE"] = $"pn532_uart:{readerPath}";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var tooLong = new CancellationTokenSource(EndsWithin);
        try
        {
            await process.WaitForExitAsync(tooLong.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        return await output + await errors;
    }
}
