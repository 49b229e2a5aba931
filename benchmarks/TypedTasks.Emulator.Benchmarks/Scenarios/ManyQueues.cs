using TypedTasks.Emulator.Benchmarks.Serving;
using TypedTasks.Emulator.Benchmarks.Wire;

namespace TypedTasks.Emulator.Benchmarks.Scenarios;

/// <summary>Sends to a thousand queues in turn, one link for each on one connection.</summary>
internal sealed class ManyQueues : IDisposable
{
    private readonly ServerProcess server;
    private readonly Sender sender;

    public ManyQueues(Sizes sizes, Place floor)
    {
        server = new ServerProcess(ServerKind.Memory, sizes.Queues + 1);
        sender = new Sender(server.ConnectionString, [.. Enumerable.Range(1, sizes.Queues).Select(i => $"{Server.Queue}{i}")], 1024);
        Operation = new($"memory: send to {sizes.Queues} queues in turn", server, sizes.Messages, latencies => sender.Send(sizes.Messages, latencies: latencies))
        {
            Floor = floor.Operations[0],
        };
    }

    public Operation Operation { get; }

    public void Dispose()
    {
        sender.Dispose();
        server.Dispose();
    }
}
