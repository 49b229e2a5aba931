using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Benchmarks;

/// <summary>
/// What <c>Each()</c> over a list known at run time takes: seconds, what is read from the store, and the most memory of a process that holds the
/// worker, the SQLite store and the transport in memory. Each list has a process of its own, so that no peak is that of another.
/// </summary>
internal static class Lists
{
    private static readonly (int Count, int Bytes, bool IsEchoed)[] All =
    [
        (10_000, 20, false), (40_000, 20, false), (100_000, 20, false), (1_600, 10_000, false), (160_000, 100, false), (1_600, 10_000, true), (160_000, 100, true),
    ];

    public static async Task WriteAsync(TextWriter output)
    {
        var table = new Table("list", "members yield", "s", "read from the store MB", "peak MB");
        foreach (var (count, bytes, isEchoed) in All)
        {
            Console.Error.WriteLine($"{count} of {bytes} bytes");
            table.Add((await ChildAsync(count, bytes, isEchoed)).Split(';'));
        }

        table.Write(output);
    }

    /// <summary>One list, in this process.</summary>
    public static async Task WriteAsync(TextWriter output, int count, int bytes, bool isEchoed)
    {
        var folder = Directory.CreateTempSubdirectory("typedtasks-lists");
        try
        {
            var store = new ReadCountingStore(new SqliteTaskStore(new() { Path = Path.Combine(folder.FullName, "store.db") }));
            await using var host = await BenchmarkHost.StartAsync(b => b.UseInMemoryTransport().Services.AddSingleton<ITaskStore>(store));
            await RunAsync(host, 200, 20, isEchoed);
            ProcessMemory.ResetPeak();
            var (before, clock) = (store.BytesRead, Stopwatch.StartNew());
            await RunAsync(host, count, bytes, isEchoed);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{count:N0} of {bytes:N0} B;{(isEchoed ? "their element" : "a number")};{clock.Elapsed.TotalSeconds:F1};{(store.BytesRead - before) / 1e6:N0};{ProcessMemory.ReadPeak() / 1e6:F0}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(BenchmarkHost host, int count, int bytes, bool isEchoed)
    {
        var texts = Load.Tasks.Texts(count, bytes);
        var handle = await host.Client.EnqueueAsync(isEchoed
            ? texts | Load.Tasks.Same().Each() | Load.Tasks.Lengths()
            : texts | Load.Tasks.Length().Each() | Load.Tasks.Total());
        if (await handle.WaitAsync() is var sum && sum != count * bytes)
            throw new InvalidOperationException($"The flow yielded {sum}.");
    }

    private static async Task<string> ChildAsync(int count, int bytes, bool isEchoed)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Lists).Assembly.Location, "lists", $"{count}", $"{bytes}", $"{isEchoed}"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return line ?? throw new InvalidOperationException("The process of the list has ended without a result.");
    }
}
