using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

/// <summary>Each type that is known not to travel, and types that only look like one.</summary>
public class TaskParameterUndeliverableTests
{
    private const string Service = "is a service; mark it [FromServices]";
    private const string Open = "is open in one process only; take a path, a URL or the key of a stored object";
    private const string Running = "belongs to what runs here and now; take the data that the task needs of it";

    private const string Others = """

        namespace Microsoft.Extensions.Configuration { public interface IConfiguration; }
        namespace Microsoft.Extensions.Hosting { public interface IHostApplicationLifetime; }
        namespace System.Net.Http { public interface IHttpClientFactory; }
        namespace Microsoft.EntityFrameworkCore { public class DbContext; public class Shop : DbContext; }
        namespace Microsoft.AspNetCore.Http { public abstract class HttpContext; }
        namespace Mine { public class Stream; public class MyTask; public class DbContext; public class Task; }
        """;

    [Theory]
    [InlineData("IServiceProvider", Service)]
    [InlineData("HttpClient", Service)]
    [InlineData("System.Net.Http.IHttpClientFactory", Service)]
    [InlineData("TimeProvider", Service)]
    [InlineData("IServiceScopeFactory", Service)]
    [InlineData("Microsoft.Extensions.Configuration.IConfiguration", Service)]
    [InlineData("Microsoft.Extensions.Hosting.IHostApplicationLifetime", Service)]
    [InlineData("ILogger", Service)]
    [InlineData("ILogger<int>", Service)]
    [InlineData("ILoggerFactory", Service)]
    [InlineData("Microsoft.EntityFrameworkCore.Shop", Service)]
    [InlineData("System.Data.Common.DbConnection", Service)]
    [InlineData("ITaskClient", Service)]
    [InlineData("Stream", Open)]
    [InlineData("TextReader", Open)]
    [InlineData("TextWriter", Open)]
    [InlineData("CancellationTokenSource", Running)]
    [InlineData("Task", Running)]
    [InlineData("ValueTask", Running)]
    [InlineData("Thread", Running)]
    [InlineData("Microsoft.AspNetCore.Http.HttpContext", Running)]
    public async Task ATypeIsRefused(string type, string reason) => Assert.EndsWith(
        reason,
        Assert.Single(await Check.Reports<TaskParameterAnalyzer>($"static partial class C {{ [Task] public static void Do({type} [|x|]) {{ }} }}{Others}")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("(int, Stream)", "Stream " + Open)]
    [InlineData("List<Dictionary<string, Action>>", "Action is code; take data and let the task choose what to do by it")]
    [InlineData("List<Thread>", "Thread " + Running)]
    [InlineData("Action[]", "Action is code; take data and let the task choose what to do by it")]
    [InlineData("[FromServices] Span<int>", "Span<int> lives on the stack or points into memory; take an array or a list")]
    [InlineData("out int", "it is passed by reference (out), and the step runs elsewhere; take it by value")]
    public async Task APartOfATypeIsRefused(string type, string reason) => Assert.EndsWith(
        reason,
        Assert.Single(await Check.Reports<TaskParameterAnalyzer>($"static partial class C {{ [Task] public static void Do({type} [|x|]) => throw null!; }}")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Mine.Stream")]
    [InlineData("Mine.MyTask")]
    [InlineData("Mine.DbContext")]
    [InlineData("Mine.Task")]
    [InlineData("List<Mine.Task>")]
    [InlineData("List<HttpClient>")]
    [InlineData("[FromServices] Stream")]
    [InlineData("[FromKeyedServices(1)] Stream")]
    [InlineData("object")]
    public Task LikeNamedTypesAreNot(string type) =>
        Check.Silent<TaskParameterAnalyzer>($"static partial class C {{ [Task] public static void Do({type} x) {{ }} }}{Others}");
}
