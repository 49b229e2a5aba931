using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using Project = TypedTasks.Analyzers.Tests.Harness.Project;

namespace TypedTasks.Analyzers.Tests.Contracts.Versions;

/// <summary>Two versions of a program, one after the other, over the same broker and the same store.</summary>
internal sealed class Versions(ContractChange change)
{
    private const string Queue = "typedtasks";

    private readonly VirtualTime time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryTaskStore store = new();
    private InMemoryTransport? transport;

    /// <summary>What version 1 records when it ships.</summary>
    public static async Task<string> Record(string source)
    {
        var found = await Project.Analyze(Project.CreateWithContracts(source, ""), new TaskContractAnalyzer());
        // Beside them the file itself says that it is empty.
        var tasks = found.Where(static d => d.Id != TaskContractAnalyzer.NothingRecorded).ToList();
        Assert.All(tasks, static d => Assert.Equal(TaskContractAnalyzer.NotRecorded, d.Id));
        var lines = tasks.SelectMany(static d => d.Properties[TaskContractAnalyzer.Record]!.Split('\n'));
        return string.Concat(lines.Distinct().Order(StringComparer.Ordinal).Select(static l => l + "\n"));
    }

    public static string Source(string body) => $"namespace Demo;\n{body}";

    /// <summary>What the flow yields where no version comes between.</summary>
    public async Task<string> RunWithout()
    {
        if (change.Plan is not null)
            return "";
        var program = Loaded.From(Source(change.Before), Start());
        await using var host = await TaskTestHost.StartAsync(b => b.AddRegistry(program.Registry));
        return await host.RunAsync(Flow(program));
    }

    /// <summary>Version 1 enqueues and stops; version 2 goes on.</summary>
    public async Task<string> Run()
    {
        await using var broker = transport = new InMemoryTransport(time);
        var id = await RunVersion1();
        await using var host = await StartAsync(Loaded.From(Source(change.After)));
        if (change.Plan is not null)
        {
            await host.RunUntilIdleAsync();
            var reason = await DeadLettered();
            Assert.True(reason is not null || host.Steps.Count == 1, "Nothing ran.");
            return reason ?? "";
        }

        try
        {
            return await host.RunAsync(host.Client.GetHandle<string>(id));
        }
        catch (TaskFailedException e)
        {
            Assert.Equal(FlowState.Failed, (await host.Client.GetStatusAsync(id)).State);
            Assert.Contains(change.Says, e.Failure.Message, StringComparison.Ordinal);
            return await DeadLettered() ?? e.Failure.Type;
        }
        catch (TaskResultException) when (change.Breaks == ContractChange.Unreadable)
        {
            return ContractChange.Unreadable;
        }
    }

    private static ISignature<string> Flow(Loaded program) => (ISignature<string>)program.Get("Start", "Flow");

    private async Task<string> RunVersion1()
    {
        if (change.Plan is { } plan)
        {
            var body = $$"""{ "v": 1, "flow": "other-language", "plan": {{plan}} }""";
            await transport!.SendAsync(
                [new() { Id = "other-language//0", Queue = Queue, FlowId = "other-language", Subject = "work.show", Step = "", Body = Encoding.UTF8.GetBytes(body) }],
                default);
            return "other-language";
        }

        var program = Loaded.From(Source(change.Before), Start());
        await using var host = await StartAsync(program);
        var handle = await host.Client.EnqueueAsync(Flow(program));
        await host.RunUntilIdleAsync();
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync()).State);
        return handle.FlowId;
    }

    private Task<TaskTestHost> StartAsync(Loaded program) => TaskTestHost.StartAsync(builder =>
    {
        builder.Services.AddSingleton(time).AddSingleton(transport!).AddSingleton<ITransport>(transport!).AddSingleton(store).AddSingleton<ITaskStore>(store);
        builder.AddRegistry(program.Registry);
    });

    private async Task<string?> DeadLettered()
    {
        var letters = (await transport!.PeekDeadLettersAsync(Queue, null, default)).Messages;
        if (letters.Count == 0)
            return null;
        var letter = Assert.Single(letters);
        Assert.Contains(change.Says, letter.Description, StringComparison.Ordinal);
        return letter.Reason;
    }

    private string Start() => $$"""
        using Demo;
        using static Demo.Work.Tasks;

        public static class Start
        {
            private static readonly TimeSpan Later = TimeSpan.FromHours(1);
            public static ISignature<string> Flow() => {{change.Flow}};
        }
        """;
}
