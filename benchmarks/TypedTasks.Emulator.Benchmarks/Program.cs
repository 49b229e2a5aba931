using TypedTasks.Emulator.Benchmarks;
using TypedTasks.Emulator.Benchmarks.Scenarios;
using TypedTasks.Emulator.Benchmarks.Serving;

if (args is [Server.Argument, .. var arguments])
{
    await Server.RunAsync(arguments);
    return 0;
}

if (args.FirstOrDefault(static a => a is not ("quick" or "throughput" or "holdings" or "starts")) is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is not known; say quick for a smoke run, throughput, holdings or starts for one of the three.");
    return 2;
}

var sizes = args.Contains("quick") ? Sizes.Quick : Sizes.Full;
var parts = args.Where(static a => a != "quick").ToArray();
if (IsWanted("throughput"))
    Throughput(sizes);
if (IsWanted("starts"))
    Starts.Write(Console.Out, sizes);
if (IsWanted("holdings"))
    Holdings.Write(Console.Out, sizes);
return 0;

bool IsWanted(string part) => parts.Length == 0 || parts.Contains(part);

static void Throughput(Sizes sizes)
{
    using var floor = new Place(ServerKind.Floor, sizes, null);
    using var memory = new Place(ServerKind.Memory, sizes, floor);
    using var written = new Place(ServerKind.Written, sizes, floor);
    using var synced = new Place(ServerKind.Synced, sizes, floor);
    using var queues = new ManyQueues(sizes, floor);
    Operation[] operations = [.. floor.Operations, .. memory.Operations, .. written.Operations, .. synced.Operations, queues.Operation];
    for (var i = 0; i < sizes.WarmUps; i++)
        foreach (var operation in operations)
            operation.WarmUp();
    for (var i = 0; i < sizes.Rounds; i++)
        foreach (var operation in operations)
            operation.Run();
    Report.Write(Console.Out, operations.Where(static operation => !operation.Name.EndsWith("those", StringComparison.Ordinal)), sizes);
}
