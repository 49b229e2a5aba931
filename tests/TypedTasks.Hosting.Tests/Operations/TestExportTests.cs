using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Operations;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Operations.Night.Tasks;

namespace TypedTasks.Hosting.Tests.Operations;

[Collection(nameof(Night))]
public sealed class TestExportTests
{
    [Fact]
    public async Task A_failed_flow_becomes_a_test_that_fails_until_the_bug_is_mended()
    {
        Night.IsMended = false;
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks());
        var flow = await host.Client.EnqueueAsync(Load("ü\u2028\"\"\".jpg") | Resize(width: 13));
        await host.RunUntilIdleAsync();
        var reader = host.Services.GetRequiredService<IFlowReader>();
        var file = (await reader.ExportTestAsync(flow.FlowId, "AddTypedTasksHostingTestsTasks"))!;
        Assert.Contains("// YOUR SERVICES", file, StringComparison.Ordinal);
        Assert.All(file, static c => Assert.True(char.IsAscii(c)));

        var test = Compile(file);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => RunAsync(test));
        Assert.Equal(typeof(InvalidDataException).FullName, failed.Failure.Type);
        Assert.Equal("No width of 13.", failed.Failure.Message);
        Night.IsMended = true;
        await RunAsync(test);
    }

    [Fact]
    public async Task What_cannot_be_a_test_says_why()
    {
        Night.IsMended = false;
        await using var host = await TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks());
        var flow = await host.Client.EnqueueAsync(Load("a.jpg"));
        await host.RunUntilIdleAsync();
        var reader = host.Services.GetRequiredService<IFlowReader>();
        Assert.Null(await reader.ExportTestAsync("nobody-knows"));
        var succeeded = await Assert.ThrowsAsync<ArgumentException>(async () => await reader.ExportTestAsync(flow.FlowId));
        Assert.Contains("only a flow that has failed", succeeded.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(async () => await reader.ExportTestAsync(flow.FlowId, "Add(); Evil"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.RunStepAsync("night.nobody", "{}"));
        Assert.Equal("\"photo of b\"", await host.RunStepAsync("night.load", """{"path":"b"}"""));
        Assert.Equal("\"one and two\"", await host.RunStepAsync("night.pair", "{}", """["one","two"]"""));
    }

    private static MethodInfo Compile(string file)
    {
        MetadataReference[] references =
        [
            .. AppDomain.CurrentDomain.GetAssemblies().Where(static a => !a.IsDynamic && a.Location.Length > 0).Select(static a => MetadataReference.CreateFromFile(a.Location)),
        ];
        var compilation = CSharpCompilation.Create(
            $"Exported{Guid.NewGuid():N}", [CSharpSyntaxTree.ParseText(file)], references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, $"{string.Join('\n', result.Diagnostics)}\n{file}");
        var type = Assembly.Load(assembly.ToArray()).GetTypes().Single(static t => t.Name == "NightResizeFailedTests");
        return type.GetMethods().Single(static m => m.GetCustomAttribute<FactAttribute>() is not null);
    }

    private static Task RunAsync(MethodInfo test) => (Task)test.Invoke(Activator.CreateInstance(test.DeclaringType!), null)!;
}
