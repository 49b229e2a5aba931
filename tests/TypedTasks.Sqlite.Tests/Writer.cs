using System.Diagnostics;
using System.Globalization;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

/// <summary>A process of its own that records members of a join and prints each one once the store has acknowledged it.</summary>
internal static class Writer
{
    public static readonly FlowKey Flow = new("flow", 0);
    private const int Callers = 16;

    public static async Task<int> Main(string[] arguments)
    {
        var (path, first, end, count) = (arguments[0], Number(arguments[1]), Number(arguments[2]), Number(arguments[3]));
        await using var store = new SqliteTaskStore(new() { Path = path });
        await store.OpenAsync(CancellationToken.None);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Parallel.ForEachAsync(
            Enumerable.Range(first, end - first),
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (index, cancellationToken) =>
            {
                var member = Member(index, count);
                await store.ExecuteAsync([member], cancellationToken);
                var decided = member.Result.State == JoinState.Completed && member.Result.DecidedBy == index;
                await output.WriteLineAsync(decided ? $"{index} decided" : $"{index}");
            });
        return 0;
    }

    public static RecordMember Member(int index, int count) =>
        new(Flow, "0", index, count, new(FlowValue.Inline("1"u8.ToArray()), null))
        {
            CreateOwed = p => p is { IsDecided: true } ? [new()
            {
                Id = "body",
                Queue = "default",
                FlowId = Flow.FlowId,
                Subject = "sum",
                Step = "1",
                Body = default,
            }] : [],
        };

    public static Process Start(string path, int first, int end, int count)
    {
        string[] arguments = [typeof(Writer).Assembly.Location, path, $"{first}", $"{end}", $"{count}"];
        return Process.Start(new ProcessStartInfo(Command.Dotnet, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
