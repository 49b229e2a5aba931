using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class PartialEnqueuedTests
{
    [Theory]
    [InlineData("EnqueueAsync([|Load()|])", "'Load()' cannot be enqueued alone, because 'Load()' still misses string: write EnqueueAsync(Load(), …) with its input, give it the argument, or pipe a step that yields string into it with |")]
    [InlineData("SendAsync([|Load() | Resize(200)|])", "'Load() | Resize(200)' cannot be enqueued alone, because 'Load()' still misses string: write SendAsync(Load() | Resize(200), …) with its input, give it the argument, or pipe a step that yields string into it with |")]
    [InlineData("EnqueueAsync([|Resize()|])", "'Resize()' cannot be enqueued alone, because 'Resize()' still misses (string, int): write EnqueueAsync(Resize(), …) with its input, give it the argument, or pipe a step that yields (string, int) into it with |")]
    [InlineData("EnqueueAsync([|Resize(200)|], 5)", "'Resize(200)' cannot be enqueued with '5', because it takes string, and that is int: give it string")]
    [InlineData("SendAsync([|Resize()|], path)", "'Resize()' cannot be enqueued with 'path', because it takes (string, int), and that is string: give it (string, int)")]
    public async Task Fires(string code, string message) =>
        Assert.Equal([message], await Check.Reports<PartialEnqueuedAnalyzer>(Source(code)));

    [Theory]
    [InlineData("EnqueueAsync(Load(\"a\"))")]
    [InlineData("SendAsync(Load(\"a\") | Resize(200))")]
    [InlineData("EnqueueAsync(Load(), \"a\")")]
    [InlineData("EnqueueAsync(Load() | Resize(200), path)")]
    [InlineData("SendAsync(Resize(), (path, 200))")]
    [InlineData("EnqueueAsync(5)")]
    public Task IsSilent(string code) => Check.Silent<PartialEnqueuedAnalyzer>(Source(code));

    [Theory]
    [InlineData("EnqueueAsync([|Load() | Resize(200)|])", "EnqueueAsync(Load(path) | Resize(200))")]
    [InlineData("SendAsync([|Resize(200)|])", "SendAsync(Resize(path, 200))")]
    [InlineData("SendAsync([|Resize()|])", "SendAsync(Resize(path, width: TODO))")]
    public Task Fixes(string code, string expected) => Check.Fixes<PartialEnqueuedAnalyzer, PartialEnqueuedFix>(Source(code), Source(expected));

    [Fact]
    public Task OffersNothingForALocal() => Check.OffersNoFix<PartialEnqueuedAnalyzer, PartialEnqueuedFix>(Source("SendAsync([|local|])"));

    private static string Source(string code) => $$"""
        using static Steps;

        class Test
        {
            async Task Run(ITaskClient client, string path, Signature<int, int> local) => await client.{{code}};
        }

        static class Steps
        {
            public static Signature<string> Load(string path) => null!;
            public static Signature<string, string> Load() => null!;
            public static Signature<int> Resize(string path, int width) => null!;
            public static Signature<string, int> Resize(int width) => null!;
            public static Signature<(string, int), int> Resize() => null!;
        }
        """;
}
