using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>Receives on one connection, completes what it got, and waits for the confirmation of each completion.</summary>
internal sealed class Receiver : IDisposable
{
    private const uint Credit = 256;
    private readonly BareConnection _connection;
    private uint _received;
    private uint _settled;
    private uint _granted;

    public Receiver(string connectionString, string queue)
    {
        _connection = new BareConnection(connectionString);
        _connection.AttachReceiver(0, queue);
    }

    public void Receive(int count)
    {
        var end = _received + (uint)count;
        Grant(end);
        while (_settled < end)
        {
            _connection.Flush();
            _connection.Wait();
            var before = _received;
            while (_connection.TryRead(out var frame)) OnFrame(frame);
            if (_received == before) continue;
            Frames.Disposition(_connection.Out, isReceiver: true, before, _received - 1, settled: false);
            if (_granted - _received < Credit / 2) Grant(end);
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Grant(uint end)
    {
        var granted = Math.Min(_received + Credit, end);
        if (granted == _granted) return;
        _granted = granted;
        Frames.LinkFlow(_connection.Out, 0, _received, granted - _received);
    }

    private void OnFrame(ReadOnlySpan<byte> frame)
    {
        switch (BareConnection.Kind(frame))
        {
            case Descriptor.Transfer:
                _received++;
                break;
            case Descriptor.Disposition:
                var (first, last, isAccepted) = BareConnection.Range(frame);
                if (!isAccepted) throw new InvalidOperationException("A completion was refused.");
                _settled += last - first + 1;
                break;
            default:
                break;
        }
    }
}
