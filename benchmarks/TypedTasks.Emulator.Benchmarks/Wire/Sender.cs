using System.Diagnostics;
using TypedTasks.Benchmarks;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>Sends on one connection, to one queue or to many in turn, and waits for every acknowledgement.</summary>
internal sealed class Sender : IDisposable
{
    private const int MostInFlight = 256;
    private readonly BareConnection _connection;
    private readonly int _links;
    private readonly uint[] _limits;
    private readonly uint[] _sentOn;
    private readonly MessageTemplate _messages;
    private readonly long[] _sentAt = new long[MostInFlight];
    private uint _next;
    private uint _acknowledged;

    public Sender(string connectionString, IReadOnlyList<string> queues, int bodySize)
    {
        _connection = new BareConnection(connectionString);
        _links = queues.Count;
        _limits = new uint[_links];
        _sentOn = new uint[_links];
        for (var i = 0; i < _links; i++) _limits[i] = _connection.AttachSender((uint)i, queues[i]);
        _messages = new MessageTemplate(0, bodySize);
    }

    /// <summary>How many bytes one message has.</summary>
    public int MessageSize => _messages.Next(0).Length;

    /// <summary>Sends as many as told and returns when all are acknowledged.</summary>
    public void Send(int count, int inFlight = MostInFlight, Latencies? latencies = null)
    {
        var end = _next + (uint)count;
        while (_acknowledged < end)
        {
            while (_next < end && _next - _acknowledged < inFlight && TryWrite())
                if (_connection.Out.Length > 64 * 1024) _connection.Flush();
            _connection.Flush();
            _connection.Wait();
            while (_connection.TryRead(out var frame)) OnFrame(frame, latencies);
        }
    }

    public void Dispose() => _connection.Dispose();

    private bool TryWrite()
    {
        var link = (int)(_next % _links);
        if (_sentOn[link] == _limits[link]) return false;
        _sentOn[link]++;
        _sentAt[_next % MostInFlight] = Stopwatch.GetTimestamp();
        MessageTemplate.Write(_connection.Out, _messages.Next(Environment.ProcessId), (uint)link, _next++);
        return true;
    }

    private void OnFrame(ReadOnlySpan<byte> frame, Latencies? latencies)
    {
        switch (BareConnection.Kind(frame))
        {
            case Descriptor.Disposition:
                var (first, last, isAccepted) = BareConnection.Range(frame);
                if (!isAccepted || first != _acknowledged) throw new InvalidOperationException("A message was refused or acknowledged out of turn.");
                for (var id = first; latencies is not null && id <= last; id++) latencies.Add(Stopwatch.GetElapsedTime(_sentAt[id % MostInFlight]));
                _acknowledged = last + 1;
                break;
            case Descriptor.Flow:
                var (handle, count, credit) = BareConnection.Credit(frame);
                _limits[handle] = count + credit;
                break;
            default:
                break;
        }
    }
}
