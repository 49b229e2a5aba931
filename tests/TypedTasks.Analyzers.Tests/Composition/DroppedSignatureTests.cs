using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class DroppedSignatureTests
{
    private const string Rest = ": nothing runs before it is given to EnqueueAsync or SendAsync";

    [Theory]
    [InlineData("[|Load(\"a\")|];", "'Load(\"a\")' is built and dropped")]
    [InlineData("[|Load()|];", "'Load()' is built and dropped")]
    [InlineData("_ = [|Load(\"a\") | Resize()|];", "'Load(\"a\") | Resize()' is built and dropped into _")]
    [InlineData("var flow = [|Load(\"a\") | Resize()|];", "'Load(\"a\") | Resize()' is built and dropped ('flow' is never read)")]
    [InlineData("ISignature<object> flow = [|Load(\"a\")|];", "'Load(\"a\")' is built and dropped ('flow' is never read)")]
    [InlineData("[|step.WithRetry(3)|];", "'step.WithRetry(3)' is built and dropped (WithRetry changes a copy, which it returns)")]
    [InlineData("[|Group.Of(Load(\"a\"))|];", "'Group.Of(Load(\"a\"))' is built and dropped")]
    [InlineData("[|Load(\"a\").Then(Resize())|];", "'Load(\"a\").Then(Resize())' is built and dropped")]
    [InlineData("Action a = () => [|Load(\"a\")|]; a();", "'Load(\"a\")' is built and dropped")]
    public async Task Fires(string code, string message) =>
        Assert.Equal([message + Rest], await Check.Reports<DroppedSignatureAnalyzer>(Source(code)));

    [Theory]
    [InlineData("await client.EnqueueAsync(Load(\"a\") | Resize());")]
    [InlineData("var flow = Load(\"a\"); await client.SendAsync(flow);")]
    [InlineData("field = Load(\"a\");")]
    [InlineData("Take(Load(\"a\"));")]
    [InlineData("var flow = Load(\"a\"); Func<object> read = () => flow; Take(read);")]
    [InlineData("foreach (var s in new[] { Load(\"a\") }) await client.SendAsync(s);")]
    [InlineData("var number = 5; Console.WriteLine(); _ = number;")]
    public Task IsSilent(string code) => Check.Silent<DroppedSignatureAnalyzer>(Source(code));

    [Fact]
    public Task Fixes() => Check.Fixes<DroppedSignatureAnalyzer, DroppedSignatureEnqueueFix>(
        Source("[|Load(\"a\")|]; _ = [|Load(\"b\") | Resize()|];"),
        Source("await client.EnqueueAsync(Load(\"a\")); _ = await client.EnqueueAsync(Load(\"b\") | Resize());"));

    [Fact]
    public Task KeepsTheCopy() => Check.Fixes<DroppedSignatureAnalyzer, DroppedSignatureAssignFix>(
        Source("[|step.WithRetry(3)|]; [|step.Named(\"a\").OnQueue(\"b\")|]; await client.SendAsync(step);"),
        Source("step = step.WithRetry(3); step = step.Named(\"a\").OnQueue(\"b\"); await client.SendAsync(step);"));

    [Fact]
    public Task OffersNothingWithoutAClient() => Check.OffersNoFix<DroppedSignatureAnalyzer, DroppedSignatureEnqueueFix>("""
        class Test { async Task Run(Signature<int> s) { [|s.WithRetry(3)|]; await Task.Yield(); } }
        """);

    private static string Source(string code) => $$"""
        using static Steps;

        class Test
        {
            object? field;
            void Take(object o) { }
            async Task Run(ITaskClient client, Signature<int> step)
            {
                await Task.Yield();
                {{code}}
            }
        }

        static class Steps
        {
            public static Signature<string> Load(string path) => null!;
            public static Signature<string, string> Load() => null!;
            public static Signature<string, int> Resize() => null!;
        }
        """;
}
