using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Shape;

public class AsyncVoidTaskTests
{
    [Fact]
    public async Task Fires()
    {
        var messages = await Check.Reports<AsyncVoidTaskAnalyzer>("partial class C { [Task] async void [|Send|]() => await Task.Yield(); }");

        Assert.StartsWith("Task 'Send' is async void: the worker cannot wait for it", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Task] void Do() { }")]
    [InlineData("[Task] async Task Do() => await Task.Yield();")]
    [InlineData("async void Do() => await Task.Yield();")]
    public Task IsSilent(string method) => Check.Silent<AsyncVoidTaskAnalyzer>($"partial class C {{ {method} }}");

    [Fact]
    public Task Fixes() => Check.Fixes<AsyncVoidTaskAnalyzer, AsyncVoidTaskFix>(
        """
        partial class C
        {
            [Task]
            public static async void [|Send|]() => await Task.Yield();

            /// <summary>Words.</summary>
            [Task] async void [|Receive|](int x)
            {
                await Task.Yield();
            }
        }
        """,
        """
        partial class C
        {
            [Task]
            public static async Task Send() => await Task.Yield();

            /// <summary>Words.</summary>
            [Task] async Task Receive(int x)
            {
                await Task.Yield();
            }
        }
        """);
}
