using System.Diagnostics;
using System.Globalization;
using Peers;

// One kind of work in a process that has run nothing else: 500 units to warm up, then 10,000. Says what benchmarks/TypedTasks.Benchmarks says for "fresh".
if (args is not [var name, var unit])
    return 2;
await using IPeer peer = name switch { "wolverine" => new WolverinePeer(), "hangfire" => new HangfirePeer(), _ => throw new ArgumentException($"Nobody is called '{name}'.") };
Func<int, Task?> work = unit switch { "no-op" => peer.NoOpsAsync, "step" => peer.StepsAsync, "member" => peer.MembersAsync, _ => throw new ArgumentException($"'{unit}' is no unit.") };
await peer.StartAsync();
if (work(500) is not { } warmUp)
{
    Console.WriteLine("- - -");
    return 0;
}

await warmUp;
GC.Collect();
GC.WaitForPendingFinalizers();
GC.Collect();
var (before, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
await work(10_000)!;
var (used, elapsed) = (Environment.CpuUsage.TotalTime - before, Stopwatch.GetElapsedTime(begun));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{used.TotalMicroseconds / 10_000:0.0} 0.0 {10_000 / elapsed.TotalSeconds:0}"));
return 0;
