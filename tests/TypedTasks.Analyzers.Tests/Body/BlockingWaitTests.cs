using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Body;

public class BlockingWaitTests
{
    [Theory]
    [InlineData("_ = [|Count().Result|];", "Result", "await it")]
    [InlineData("[|Count().Wait()|];", "Wait", "await it")]
    [InlineData("[|Task.WaitAll(Count())|];", "WaitAll", "await it")]
    [InlineData("[|Count().GetAwaiter().GetResult()|];", "GetResult", "await it")]
    [InlineData("_ = [|Fast().Result|];", "Result", "await it")]
    [InlineData("await [|Task.FromResult(Count()).GetAwaiter().GetResult()|];", "GetResult", "await it")]
    [InlineData("[|Thread.Sleep(5)|];", "Sleep", "await Task.Delay, or let the task be retried later")]
    public async Task Fires(string code, string call, string advice) =>
        Assert.Equal([$"'{call}' blocks a thread of task 'Do' while it waits: {advice}"], await Check.Reports<BlockingWaitAnalyzer>(Source("async Task", code)));

    [Theory]
    [InlineData("await Count();")]
    [InlineData("var a = Count(); var b = Count(); await Task.WhenAll(a, b); _ = a.Result + b.Result;")]
    [InlineData("_ = new Outcome().Result;")]
    [InlineData("new Outcome().Wait();")]
    [InlineData("new Outcome().GetResult();")]
    public Task IsSilent(string code) => Check.Silent<BlockingWaitAnalyzer>(Source("async Task", code));

    [Fact]
    public Task IsSilentOutsideTasks() => Check.Silent<BlockingWaitAnalyzer>("class C { void Do() => Thread.Sleep(5); }");

    [Theory]
    [InlineData("async Task", "async Task", "[|Count().Wait()|]; _ = [|Count().Result|].ToString();", "await Count(); _ = (await Count()).ToString();")]
    [InlineData("async Task", "async Task", "[|Thread.Sleep(5)|]; [|Task.WaitAll(Count())|];", "await Task.Delay(5); await Task.WhenAll(Count());")]
    [InlineData("void", "async Task", "var x = [|Count().GetAwaiter().GetResult()|];", "var x = await Count();")]
    [InlineData("int", "async Task<int>", "return [|Count().Result|] + 1;", "return (await Count()) + 1;")]
    public Task Fixes(string returns, string expectedReturns, string code, string expected) =>
        Check.Fixes<BlockingWaitAnalyzer, BlockingWaitFix>(Source(returns, code), Source(expectedReturns, expected));

    [Theory]
    [InlineData("Task", "[|Count().Wait()|]; return Task.CompletedTask;")]
    [InlineData("async Task", "Action a = () => [|Count().Wait()|]; a();")]
    [InlineData("async Task", "lock (new object()) { [|Count().Wait()|]; }")]
    public Task OffersNothing(string returns, string code) => Check.OffersNoFix<BlockingWaitAnalyzer, BlockingWaitFix>(Source(returns, code));

    [Fact]
    public Task FixAllPassesOverAPlaceThatStays() => Check.Fixes<BlockingWaitAnalyzer, BlockingWaitFix>(
        Source("async Task", "[|Count().Wait()|]; lock (new object()) { [|Count().Wait()|]; } [|Count().Wait()|];"),
        Source("async Task", "await Count(); lock (new object()) { Count().Wait(); } await Count();"));

    private static string Source(string returns, string code) => $$"""
        static partial class C
        {
            [Task]
            public static {{returns}} Do()
            {
                {{code}}
            }

            static Task<int> Count() => Task.FromResult(1);
            static ValueTask<int> Fast() => default;
        }

        class Outcome { public int Result => 1; public void Wait() { } public int GetResult() => 1; }
        """;
}
