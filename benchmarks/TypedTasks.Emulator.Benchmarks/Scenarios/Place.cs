using TypedTasks.Emulator.Benchmarks.Serving;
using TypedTasks.Emulator.Benchmarks.Wire;

namespace TypedTasks.Emulator.Benchmarks.Scenarios;

/// <summary>A server with a client that sends and one that receives.</summary>
internal sealed class Place : IDisposable
{
    private readonly ServerProcess _server;
    private readonly Sender _sender;
    private readonly Receiver _receiver;

    public Place(ServerKind kind, Sizes sizes, Place? floor)
    {
        _server = new ServerProcess(kind);
        _sender = new Sender(_server.ConnectionString, [Server.Queue], 1024);
        _receiver = new Receiver(_server.ConnectionString, Server.Queue);
        var name = $"{kind}".ToLowerInvariant();
        Operations =
        [
            new($"{name}: send", _server, sizes.Messages, latencies => _sender.Send(sizes.Messages, latencies: latencies)) { Floor = floor?.Operations[0] },
            new($"{name}: receive, settle", _server, sizes.Messages, _ => _receiver.Receive(sizes.Messages)) { Floor = floor?.Operations[1] },
            new($"{name}: send one at a time", _server, sizes.Singles, latencies => _sender.Send(sizes.Singles, inFlight: 1, latencies)) { Floor = floor?.Operations[2] },
            new($"{name}: receive those", _server, sizes.Singles, _ => _receiver.Receive(sizes.Singles)),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
        _server.Dispose();
    }
}
