using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class EqualFactoryTests
{
    [Theory]
    [InlineData("[FromServices] IDisposable a", "[FromServices] HttpClient b")]
    [InlineData("", "CancellationToken ct")]
    [InlineData("TaskContext context", "CancellationToken ct")]
    public async Task Fires(string first, string second)
    {
        var message = Assert.Single(await Check.Reports<EqualFactoryAnalyzer>($$"""
            static partial class C
            {
                [Task("a")] public static void Do({{first}}) { }
                [Task("b")] public static void [|Do|]({{second}}) { }
            }
            """));

        Assert.StartsWith("'C.Do(", message, StringComparison.Ordinal);
        Assert.EndsWith("so that nobody could call its factory: give one of the methods another name", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Task(\"a\")] public static void Do(int a, [FromServices] HttpClient b) { } [Task(\"b\")] public static void Do(long a, [FromServices] HttpClient b) { }")]
    [InlineData("[Task(\"a\")] public static void Do(int a, [FromServices] HttpClient b) { } [Task(\"b\")] public static void Do(int a, HttpClient b) { }")]
    [InlineData("[Task(\"a\")] public static void Do(int a) { } public static void Do(int a, CancellationToken ct) { }")]
    public Task IsSilent(string tasks) => Check.Silent<EqualFactoryAnalyzer>($"static partial class C {{ {tasks} }}");
}
