using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Repaired;

internal static class BodyRepairs
{
    private const string Do = "await client.EnqueueAsync(Work.Tasks.Do(4));";

    public static IReadOnlyList<Repair> All { get; } =
    [
        new("TT3001", nameof(TokenNotForwardedFix), "", Do) { Result = "true", More = Token("return await Later(n);", "bool") },
        new("TT3001", nameof(TokenNotForwardedFix), "", Do) { Result = "true", More = Token("return await Other(n);", "bool") },
        new("TT3002", nameof(BlockingWaitFix), "Await it", Do) { Result = "5", More = Body("Thread.Sleep(1); return n + 1;", "async Task<int>") },
        new("TT3002", nameof(BlockingWaitFix), "Make the task async", Do) { Result = "9", More = Body("return Count(n).Result + n;", "int") },
        new("TT3002", nameof(BlockingWaitFix), "Await it", Do) { Result = "5", More = Body("var all = new Task[] { Count(n) }; Task.WaitAll(all); return n + 1;", "async Task<int>") },
        // What was swallowed is let through: the step runs again.
        new("TT3003", nameof(SwallowedCancellationFix), "", "await client.EnqueueAsync(Work.Tasks.Do(4));")
        {
            Result = "1",
            More = "public static partial class Work { [Task] public static int Do(int n, TaskContext context) { var exception = n; try { if (context.Attempt == 0) throw new RetryLaterException(TimeSpan.Zero); return context.Attempt; } catch { return -exception; } } }",
        },
        new("TT3003", nameof(SwallowedCancellationFix), "", "await client.EnqueueAsync(Work.Tasks.Do(4));")
        {
            Result = "-4",
            More = "public static partial class Work { [Task] public static int Do(int n) { try { throw new OperationCanceledException(); } catch (Exception e) { return e is null ? 0 : -n; } } }",
        },
        new("TT3004", nameof(LocalTimeFix), "", "await client.EnqueueAsync(Count().At(DateTime.Now.AddYears(-50)));") { Result = "3", Holds = "DateTime.UtcNow.AddYears(-50)" },
    ];

    public static IReadOnlyList<Repair> Unfixed { get; } =
    [
        new("TT3001", nameof(TokenNotForwardedFix), "", "await client.EnqueueAsync(Count());") { More = Token("return await Far();", "bool") },
        new("TT3002", nameof(BlockingWaitFix), "", "await client.EnqueueAsync(Count());") { More = Body("if (Task.WaitAll([Count(n)], 100)) return 1; return 0;", "async Task<int>") },
        new("TT3002", nameof(BlockingWaitFix), "", "await client.EnqueueAsync(Count());") { More = Body("return Task.WaitAny(Count(n), Count(1));", "async Task<int>") },
        new("TT3002", nameof(BlockingWaitFix), "", "await client.EnqueueAsync(Count());") { More = Body("try { Count(n).Wait(); } catch (AggregateException) { } return n;", "async Task<int>") },
        new("TT3002", nameof(BlockingWaitFix), "", "await client.EnqueueAsync(Count());") { More = Body("return Count(n).Result; } public static int Caller() { return Do(5);", "int") },
        new("TT3002", nameof(BlockingWaitFix), "", "await client.EnqueueAsync(Count());") { More = "interface IDo { int Do(); } partial class Work : IDo { [Task] public int Do() => Task.FromResult(1).Result; }" },
        new("TT3004", nameof(LocalTimeFix), "", "await client.EnqueueAsync(Count().At(DateTimeOffset.Now.Date));"),
    ];

    private static string Token(string body, string type) => $$"""
        public static partial class Work
        {
            [Task] public static async Task<{{type}}> Do(int n, CancellationToken @in) { {{body}} }
            static Task<bool> Later(int n, string text = "", CancellationToken @event = default) => Task.FromResult(@event.CanBeCanceled);
            static Task<bool> Other(int n) => Task.FromResult(false);
            static Task<bool> Other(int n, CancellationToken token) => Task.FromResult(token.CanBeCanceled);
            static Task<bool> Far(int n = 1) => Task.FromResult(false);
            static Task<bool> Far(int n, CancellationToken token) => Task.FromResult(token.CanBeCanceled);
        }
        """;

    private static string Body(string body, string returns) => $$"""
        public static partial class Work
        {
            [Task] public static {{returns}} Do(int n) { {{body}} }
            static async Task<int> Count(int n) { await Task.Yield(); return n + 1; }
        }
        """;
}
