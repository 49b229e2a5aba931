using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class AmbiguousFactoryTests
{
    [Fact]
    public async Task Fires() => Assert.Equal(
        ["'Load' may be the task of 'Photos' or of 'Videos', because each is imported with 'using static': write Photos.Tasks.Load(…) or Videos.Tasks.Load(…)"],
        await Check.Reports<AmbiguousFactoryAnalyzer>(Source("[|Load|](\"a\")")));

    [Theory]
    [InlineData("Photos.Tasks.Load(\"a\")")]
    [InlineData("Cut(1)")]
    [InlineData("Play(1)")]
    [InlineData("Unknown(1)")]
    [InlineData("Print(1)")]
    public Task IsSilent(string code) => Check.Silent<AmbiguousFactoryAnalyzer>(Source(code));

    [Theory]
    [InlineData("Photos")]
    [InlineData("Videos")]
    public Task Fixes(string name) => Check.Fixes<AmbiguousFactoryAnalyzer, AmbiguousFactoryFix>(
        Source("new object[] { [|Load|](\"a\"), [|Load|](\"b\") }"),
        Source($"new object[] {{ {name}.Tasks.Load(\"a\"), {name}.Tasks.Load(\"b\") }}"),
        name);

    private static string Source(string code) => $$"""
        using static Photos.Tasks;
        using static Videos.Tasks;
        using static A;
        using static B;

        class Test { object Run() => {{code}}; }

        static class Photos { public static class Tasks { public static Signature<int> Load(string path) => null!; public static Signature<int> Cut(int x) => null!; } }
        static class Videos { public static class Tasks { public static Signature<int> Load(string path) => null!; public static Signature<int> Cut(string x) => null!; public static Signature<int> Play(int x) => null!; } }
        static class A { public static void Print(int x) { } }
        static class B { public static void Print(int x) { } }
        """;
}
