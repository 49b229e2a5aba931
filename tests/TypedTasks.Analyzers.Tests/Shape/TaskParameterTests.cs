using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Shape;

public class TaskParameterTests
{
    [Theory]
    [InlineData("ref int [|x|]", "it is passed by reference (ref), and the step runs elsewhere; take it by value")]
    [InlineData("in int [|x|]", "it is passed by reference (in), and the step runs elsewhere; take it by value")]
    [InlineData("ref readonly int [|x|]", "it is passed by reference (ref readonly), and the step runs elsewhere; take it by value")]
    [InlineData("ReadOnlySpan<int> [|x|]", "ReadOnlySpan<int> lives on the stack or points into memory; take an array or a list")]
    [InlineData("Func<int> [|x|]", "Func<int> is code; take data and let the task choose what to do by it")]
    [InlineData("IServiceProvider [|x|]", "IServiceProvider is a service; mark it [FromServices]")]
    [InlineData("HttpClient [|x|]", "HttpClient is a service; mark it [FromServices]")]
    [InlineData("ILogger<string> [|x|]", "ILogger<string> is a service; mark it [FromServices]")]
    [InlineData("FileStream [|x|]", "FileStream is open in one process only; take a path, a URL or the key of a stored object")]
    [InlineData("StreamReader [|x|]", "StreamReader is open in one process only; take a path, a URL or the key of a stored object")]
    [InlineData("Task<int> [|x|]", "Task<int> belongs to what runs here and now; take the data that the task needs of it")]
    [InlineData("CancellationTokenSource [|x|]", "CancellationTokenSource belongs to what runs here and now; take the data that the task needs of it")]
    public async Task Fires(string parameter, string reason)
    {
        var messages = await Check.Reports<TaskParameterAnalyzer>(
            $"partial class C {{ [Task] void Do(int before, {parameter}) {{ }} }}");

        Assert.Equal([$"Parameter 'x' of task 'Do' cannot travel in a message: {reason}"], messages);
    }

    [Theory]
    [InlineData("[Task] void Do(int a, string b, List<int> c, CancellationToken d, TaskContext e) { }")]
    [InlineData("[Task] void Do([FromServices] IServiceProvider a, [FromKeyedServices(1)] HttpClient b) { }")]
    [InlineData("[Task] void Do([FromServices] Func<int> factory) { }")]
    [InlineData("void Do(Stream a, ref int b, Action c) { }")]
    [InlineData("[Task] void Do(Uri address, byte[] bytes, ReadOnlyMemory<byte> memory) { }")]
    public Task IsSilent(string method) => Check.Silent<TaskParameterAnalyzer>($"partial class C {{ {method} }}");

    [Fact]
    public Task Fixes() => Check.Fixes<TaskParameterAnalyzer, TaskParameterFix>(
        """
        partial class C
        {
            [Task]
            void Do(
                // Where the rest comes from.
                IServiceProvider [|services|],
                [My] HttpClient [|client|], int data)
            {
            }

            [Task] void Log(ILogger [|logger|]) { }
        }

        class MyAttribute : Attribute;
        """,
        """
        partial class C
        {
            [Task]
            void Do(
                // Where the rest comes from.
                [FromServices] IServiceProvider services,
                [FromServices][My] HttpClient client, int data)
            {
            }

            [Task] void Log([FromServices] ILogger logger) { }
        }

        class MyAttribute : Attribute;
        """);

    [Fact]
    public Task OffersNothingWhereTheUserHasToThink() =>
        Check.OffersNoFix<TaskParameterAnalyzer, TaskParameterFix>("partial class C { [Task] void Do(Stream [|x|], ref int [|y|]) { } }");
}
