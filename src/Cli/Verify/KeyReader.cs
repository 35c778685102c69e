using System.Threading.Channels;

namespace EdgeGateway.Cli.Verify;

/// <summary>The technician's keys, each as it is pressed: of the terminal, or of standard input when that is a pipe. The end of a pipe is q.</summary>
internal static class KeyReader
{
    public const char End = 'q';

    /// <summary>Reads on a thread of its own until the program ends: a terminal cannot be told to stop waiting for a key.</summary>
    public static void Start(ChannelWriter<VerifyNews> to)
    {
        var thread = new Thread(() => Read(to)) { IsBackground = true, Name = "keys" };
        thread.Start();
    }

    private static void Read(ChannelWriter<VerifyNews> to)
    {
        for (var key = Next(); ; key = Next())
        {
            to.TryWrite(new VerifyNews(Key: key));
            if (key == End)
            {
                return;
            }
        }
    }

    private static char Next()
    {
        if (!Console.IsInputRedirected)
        {
            return char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar);
        }

        var read = Console.In.Read();
        return read < 0 ? End : char.ToLowerInvariant((char)read);
    }
}
