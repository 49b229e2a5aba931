using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class FactoryNotFoundTests
{
    [Theory]
    [InlineData("[|Load|](\"a\")", "'Load' is a task of Photos, and its factory is not in scope: add 'using static Photos.Tasks;', or write Photos.Tasks.Load")]
    [InlineData("Tasks.[|Load|](\"a\")", "'Load' is a task of Photos, and its factory is not in scope: write Photos.Tasks.Load")]
    [InlineData("[|Photos.Resize|](2)", "'Photos.Resize' is the method itself, which needs all its arguments: write Photos.Tasks.Resize(2), a step that is given the rest")]
    public async Task Fires(string code, string message) => Assert.Equal([message], await Check.Reports<FactoryNotFoundAnalyzer>(Source(code)));

    [Theory]
    [InlineData("Photos.Tasks.Load(\"a\")")]
    [InlineData("Unknown(1)")]
    [InlineData("Photos.Resize(\"a\", \"b\", \"c\")")]
    public Task IsSilent(string code) => Check.Silent<FactoryNotFoundAnalyzer>(Source(code));

    [Fact]
    public Task FixesByTheClass() => Check.Fixes<FactoryNotFoundAnalyzer, FactoryNotFoundFix>(
        Source("new object[] { [|Load|](\"a\"), [|Load|](\"b\") }"),
        Source("new object[] { Photos.Tasks.Load(\"a\"), Photos.Tasks.Load(\"b\") }"),
        "Call");

    [Fact]
    public Task FixesTheMethodItself() => Check.Fixes<FactoryNotFoundAnalyzer, FactoryNotFoundFix>(
        Source("[|Photos.Resize|](2)"),
        Source("Photos.Tasks.Resize(2)"));

    private static string Source(string code) => $$"""
        class Test { object Run() => {{code}}; }

        static partial class Photos
        {
            [Task] public static int Load(string path) => 1;
            [Task] public static int Resize(string photo, int width) => width;

            public static class Tasks
            {
                public static Signature<int> Load(string path) => null!;
                public static Signature<string, int> Resize(int width) => null!;
            }
        }
        """;
}
