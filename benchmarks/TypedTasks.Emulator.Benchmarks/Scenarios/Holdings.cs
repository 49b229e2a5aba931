using System.Globalization;
using TypedTasks.Benchmarks;
using TypedTasks.Emulator.Benchmarks.Serving;
using TypedTasks.Emulator.Benchmarks.Wire;

namespace TypedTasks.Emulator.Benchmarks.Scenarios;

/// <summary>What the emulator holds for things that only wait.</summary>
internal static class Holdings
{
    private const int SmallBody = 100;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public static void Write(TextWriter output, Sizes sizes)
    {
        var table = new Table("what waits", "count", "heap B each", "resident B each", "own bytes each");
        Connections(table, sizes.Connections);
        Queues(table, sizes.Queues);
        Messages(table, sizes.Waiting);
        table.Write(output);
    }

    private static void Connections(Table table, int count)
    {
        using var server = new ServerProcess(ServerKind.Memory);
        using (var first = new Receiver(server.ConnectionString, Server.Queue))
            server.Read(settle: true);
        var before = server.Read(settle: true);
        var receivers = Enumerable.Range(0, count).Select(_ => new Receiver(server.ConnectionString, Server.Queue)).ToList();
        // After two seconds of quiet a connection gives its buffers and its thread back.
        Thread.Sleep(Quiet);
        Add(table, "idle connections, each with a session and a receiver", count, before, server.Read(settle: true), null);
        receivers.ForEach(receiver => receiver.Dispose());
    }

    private static void Queues(Table table, int count)
    {
        using var one = new ServerProcess(ServerKind.Memory);
        using var many = new ServerProcess(ServerKind.Memory, count + 1);
        Add(table, "queues", count, one.Read(settle: true), many.Read(settle: true), null);
    }

    private static void Messages(Table table, int count)
    {
        using var server = new ServerProcess(ServerKind.Memory);
        using var sender = new Sender(server.ConnectionString, [Server.Queue], SmallBody);
        var before = server.Read(settle: true);
        sender.Send(count);
        Thread.Sleep(Quiet);
        Add(table, "messages in one queue, their ids remembered", count, before, server.Read(settle: true), sender.MessageSize);
        using var receiver = new Receiver(server.ConnectionString, Server.Queue);
        receiver.Receive(count);
        Thread.Sleep(Quiet);
        Add(table, "ids remembered when their messages are gone", count, before, server.Read(settle: true), MessageTemplate.IdLength);
    }

    private static void Add(Table table, string what, int count, ServerUsage before, ServerUsage after, int? own) => table.Add(
        what, Number(count), Number((after.Heap - before.Heap) / count), Number((after.Resident - before.Resident) / count), own is { } size ? Number(size) : "");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
