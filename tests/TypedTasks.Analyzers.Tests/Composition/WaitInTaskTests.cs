using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class WaitInTaskTests
{
    private const string Rest = ": it holds one of the worker's slots until then, and when all slots wait so, none of them ends; make the other flow a step before this one";

    [Theory]
    [InlineData("[|handle.WaitAsync()|];", "Do → WaitAsync")]
    [InlineData("[|Helper(handle)|];", "Do → Helper → WaitAsync")]
    [InlineData("[|new Waiter().Deep(handle)|];", "Do → Deep → Helper → WaitAsync")]
    [InlineData("[|Round(handle, 3)|];", "Do → Round → Helper → WaitAsync")]
    public async Task Fires(string code, string path) =>
        Assert.Equal([$"Task 'Do' waits for the result of another flow ({path}){Rest}"], await Check.Reports<WaitInTaskAnalyzer>(Source("[Task] public", code)));

    [Theory]
    [InlineData("public", "handle.WaitAsync();")]
    [InlineData("[Task] public", "handle.GetStatusAsync();")]
    [InlineData("[Task] public", "Harmless();")]
    [InlineData("[Task] public", "new SemaphoreSlim(1).WaitAsync();")]
    public Task IsSilent(string modifiers, string code) => Check.Silent<WaitInTaskAnalyzer>(Source(modifiers, code));

    private static string Source(string modifiers, string code) => $$"""
        static partial class C
        {
            {{modifiers}} static void Do([FromServices] TaskHandle<int> handle) { {{code}} }
            public static async Task Helper(TaskHandle<int> handle) => await handle.WaitAsync();
            static void Harmless() => Console.WriteLine();
            static void Round(TaskHandle<int> handle, int n)
            {
                if (n > 0)
                    Round(handle, n - 1);
                Helper(handle);
            }
        }

        class Waiter { public Task Deep(TaskHandle<int> handle) => C.Helper(handle); }
        """;
}
