using TypedTasks.Emulator.Benchmarks.Serving;
using TypedTasks.Emulator.Benchmarks.Wire;

namespace TypedTasks.Emulator.Benchmarks.Scenarios;

/// <summary>A server with a client that sends and one that receives.</summary>
internal sealed class Place : IDisposable
{
    private readonly ServerProcess server;
    private readonly Sender sender;
    private readonly Receiver receiver;

    public Place(ServerKind kind, Sizes sizes, Place? floor)
    {
        server = new ServerProcess(kind);
        sender = new Sender(server.ConnectionString, [Server.Queue], 1024);
        receiver = new Receiver(server.ConnectionString, Server.Queue);
        var name = $"{kind}".ToLowerInvariant();
        Operations =
        [
            new($"{name}: send", server, sizes.Messages, latencies => sender.Send(sizes.Messages, latencies: latencies)) { Floor = floor?.Operations[0] },
            new($"{name}: receive, settle", server, sizes.Messages, _ => receiver.Receive(sizes.Messages)) { Floor = floor?.Operations[1] },
            new($"{name}: send one at a time", server, sizes.Singles, latencies => sender.Send(sizes.Singles, inFlight: 1, latencies)) { Floor = floor?.Operations[2] },
            new($"{name}: receive those", server, sizes.Singles, _ => receiver.Receive(sizes.Singles)),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    public void Dispose()
    {
        sender.Dispose();
        receiver.Dispose();
        server.Dispose();
    }
}
