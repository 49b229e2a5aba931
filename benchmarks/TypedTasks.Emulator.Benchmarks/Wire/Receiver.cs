using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>Receives on one connection, completes what it got, and waits for the confirmation of each completion.</summary>
internal sealed class Receiver : IDisposable
{
    private const uint Credit = 256;
    private readonly BareConnection connection;
    private uint received;
    private uint settled;
    private uint granted;

    public Receiver(string connectionString, string queue)
    {
        connection = new BareConnection(connectionString);
        connection.AttachReceiver(0, queue);
    }

    public void Receive(int count)
    {
        var end = received + (uint)count;
        Grant(end);
        while (settled < end)
        {
            connection.Flush();
            connection.Wait();
            var before = received;
            while (connection.TryRead(out var frame))
                OnFrame(frame);
            if (received == before)
                continue;
            Frames.Disposition(connection.Out, isReceiver: true, before, received - 1, settled: false);
            if (granted - received < Credit / 2)
                Grant(end);
        }
    }

    public void Dispose() => connection.Dispose();

    private void Grant(uint end)
    {
        var granted = Math.Min(received + Credit, end);
        if (granted == this.granted)
            return;
        this.granted = granted;
        Frames.LinkFlow(connection.Out, 0, received, granted - received);
    }

    private void OnFrame(ReadOnlySpan<byte> frame)
    {
        switch (BareConnection.Kind(frame))
        {
            case Descriptor.Transfer:
                received++;
                break;
            case Descriptor.Disposition:
                var (first, last, isAccepted) = BareConnection.Range(frame);
                if (!isAccepted)
                    throw new InvalidOperationException("A completion was refused.");
                settled += last - first + 1;
                break;
            default:
                break;
        }
    }
}
