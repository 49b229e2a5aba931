using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class UnawaitedCallTests
{
    [Theory]
    [InlineData("[|client.EnqueueAsync(step)|];", "'EnqueueAsync' is not awaited")]
    [InlineData("[|client.SendAsync(step)|];", "'SendAsync' is not awaited")]
    [InlineData("_ = [|client.SendAsync(step)|];", "'SendAsync' is not awaited into _")]
    [InlineData("var task = [|client.EnqueueAsync(step)|];", "'EnqueueAsync' is not awaited ('task' is never read)")]
    [InlineData("[|handle.WaitAsync()|];", "'WaitAsync' is not awaited")]
    [InlineData("[|handle.CancelAsync()|];", "'CancelAsync' is not awaited")]
    [InlineData("[|maybe?.SendAsync(step)|];", "'SendAsync' is not awaited")]
    public async Task Fires(string code, string message) =>
        Assert.Equal(
            [message + ": whether it succeeded is never known, and what it throws is lost; await it"],
            await Check.Reports<UnawaitedCallAnalyzer>(Source(code)));

    [Theory]
    [InlineData("await client.SendAsync(step);")]
    [InlineData("var task = client.EnqueueAsync(step); await task;")]
    [InlineData("client.GetHandle<int>(\"a\");")]
    [InlineData("Other.EnqueueAsync();")]
    [InlineData("await Task.WhenAll(client.SendAsync(step).AsTask(), client.SendAsync(step).AsTask());")]
    public Task IsSilent(string code) => Check.Silent<UnawaitedCallAnalyzer>(Source(code));

    [Fact]
    public Task Fixes() => Check.Fixes<UnawaitedCallAnalyzer, UnawaitedCallFix>(
        Source("[|client.EnqueueAsync(step)|]; _ = [|client.SendAsync(step)|];"),
        Source("await client.EnqueueAsync(step); await client.SendAsync(step);"));

    [Fact]
    public Task OffersNothingOutsideAnAsyncMethod() => Check.OffersNoFix<UnawaitedCallAnalyzer, UnawaitedCallFix>(
        "class Test { void Run(ITaskClient client, Signature<int> s) { [|client.SendAsync(s)|]; } }");

    [Theory]
    [InlineData("lock (gate) { [|client.SendAsync(s)|]; }")]
    [InlineData("Action later = () => { [|client.SendAsync(s)|]; }; later();")]
    [InlineData("void Later() { [|client.SendAsync(s)|]; } Later();")]
    [InlineData("[|maybe?.SendAsync(s)|];")]
    public Task OffersNothingWhereAwaitCannotStand(string code) => Check.OffersNoFix<UnawaitedCallAnalyzer, UnawaitedCallFix>(
        $"class Test {{ async Task Run(ITaskClient client, ITaskClient? maybe, Signature<int> s, object gate) {{ await Task.Yield(); {code} }} }}");

    [Fact]
    public Task OffersNothingInAProperty() => Check.OffersNoFix<UnawaitedCallAnalyzer, UnawaitedCallFix>(
        "class Test { ITaskClient client = null!; Signature<int> s = null!; int P { get { [|client.SendAsync(s)|]; return 1; } } }");

    [Theory]
    [InlineData("Func<Task> later = async () => { [|client.SendAsync(s)|]; }; later();")]
    [InlineData("async Task Later() { [|client.SendAsync(s)|]; } Later();")]
    public Task FixesWithinAnAsyncFunctionOfItsOwn(string code) => Check.Fixes<UnawaitedCallAnalyzer, UnawaitedCallFix>(
        $"class Test {{ void Run(ITaskClient client, Signature<int> s) {{ {code} }} }}",
        $"class Test {{ void Run(ITaskClient client, Signature<int> s) {{ {code.Replace("[|", "await ", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)} }} }}");

    private static string Source(string code) => $$"""
        class Test
        {
            async Task Run(ITaskClient client, ITaskClient? maybe, Signature<int> step, TaskHandle<int> handle)
            {
                await Task.Yield();
                {{code}}
            }
        }

        static class Other { public static ValueTask EnqueueAsync() => default; }
        """;
}
