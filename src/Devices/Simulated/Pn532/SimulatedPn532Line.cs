namespace EdgeGateway.Devices.Simulated;

/// <summary>A simulated PN532 at the end of a line, in real time: it takes as long as the chip and its baud rate do.</summary>
public sealed class SimulatedPn532Line
{
    private const int BitsPerByte = 10; // 8 data bits, start and stop.

    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(20);

    private readonly ISerialPort line;
    private readonly int baud;

    public SimulatedPn532Line(ISerialPort line, int baud = 115200)
    {
        this.line = line;
        this.baud = baud;
        Chip = new SimulatedPn532(Send);
    }

    public SimulatedPn532 Chip { get; }

    /// <summary>Serves until <paramref name="stopping"/>; blocks, so give it a thread.</summary>
    public void Run(CancellationToken stopping)
    {
        var buffer = new byte[512];
        while (!stopping.IsCancellationRequested)
        {
            var count = line.Read(buffer, TickEvery);
            Thread.Sleep(OnTheWire(count)); // The reading end of a pseudo-terminal has bytes at once that a UART brings one by one.
            Chip.Receive(buffer.AsSpan(0, count));
            Chip.Tick();
        }
    }

    private void Send(byte[] bytes, TimeSpan after)
    {
        Thread.Sleep(after + OnTheWire(bytes.Length)); // As above, and the chip's own time.
        line.Write(bytes);
    }

    private TimeSpan OnTheWire(int bytes) => TimeSpan.FromSeconds((double)bytes * BitsPerByte / baud);
}
