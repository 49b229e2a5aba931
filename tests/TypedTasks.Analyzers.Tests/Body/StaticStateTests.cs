using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Body;

public class StaticStateTests
{
    [Theory]
    [InlineData("[|count|] = 5;", "field 'count'")]
    [InlineData("[|count|]++;", "field 'count'")]
    [InlineData("[|count|] += 2;", "field 'count'")]
    [InlineData("[|Other.Last|] = \"a\";", "property 'Last'")]
    [InlineData("([|count|], var x) = (1, 2); _ = x;", "field 'count'")]
    [InlineData("Action a = () => [|count|]--; a();", "field 'count'")]
    public async Task Fires(string code, string member) =>
        Assert.Equal(
            [$"Task 'Do' changes the static {member}: every worker process has one of its own, steps run at the same time, and a restart forgets it; hand the value from step to step, or keep it in a store"],
            await Check.Reports<StaticStateAnalyzer>(Source(code)));

    [Theory]
    [InlineData("var local = count; local++;")]
    [InlineData("cache ??= \"a\";")]
    [InlineData("Interlocked.Increment(ref count);")]
    [InlineData("instance = 5;")]
    [InlineData("this.Plain();")]
    public Task IsSilent(string code) => Check.Silent<StaticStateAnalyzer>(Source(code));

    private static string Source(string code) => $$"""
        partial class C
        {
            static int count;
            static string? cache;
            int instance;
            [Task] public void Do() { {{code}} }
            void Plain() => count++;
        }

        static class Other { public static string? Last { get; set; } }
        """;
}
