using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Talk.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>What the log says of steps, and what it adds to the lines of others.</summary>
public sealed class StepLogTests
{
    private const string Secret = "hunter2";
    private readonly LogLines lines = new();

    [Fact]
    public async Task Every_line_that_is_logged_while_a_task_runs_names_flow_step_task_and_attempt()
    {
        await using var host = await StartAsync();
        await host.RunAsync(Say(Secret) | Count());
        var flow = host.Flows.Single().FlowId;

        var said = lines.Of("Speaker").Concat(lines.Of("TypedTasks.Task")).ToArray();
        Assert.Equal(2 * 5, said.Length);
        Assert.All(said, l => Assert.Equal(flow, l.Scope["FlowId"]));
        Assert.All(said, l => Assert.Equal("0", l.Scope["Step"]));
        Assert.All(said, l => Assert.Equal("talk.say", l.Scope["Task"]));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], lines.Of("Speaker").Select(static l => (int)l.Scope["Attempt"]!));
        Assert.Equal($"flow {flow}, step 0, task talk.say, attempt 1", said[0].ScopeText);
    }

    [Fact]
    public async Task No_line_outside_of_a_task_is_in_the_scope_of_one()
    {
        await using var host = await StartAsync();
        await host.RunAsync(Say(Secret) | Count());
        Assert.NotEmpty(lines.Of("StepEnding"));
        Assert.All(lines.Of("StepEnding"), static l => Assert.Empty(l.Scope));
    }

    [Fact]
    public async Task A_step_has_a_line_where_it_starts_and_one_where_it_ends_at_debug()
    {
        await using var host = await StartAsync();
        await host.RunAsync(Say(Secret) | Count());
        var flow = host.Flows.Single().FlowId;

        Assert.Equal(
            [
                $"Task talk.say of flow {flow} started (step 0, attempt 1)",
                $"Task talk.say of flow {flow} ended after 0 ms: failed, and is repeated (step 0, attempt 1)",
                $"Task talk.say of flow {flow} started (step 0, attempt 2)",
                $"Task talk.say of flow {flow} ended after 0 ms: succeeded (step 0, attempt 2)",
                $"Task talk.count of flow {flow} started (step 1, attempt 1)",
                $"Task talk.count of flow {flow} ended after 0 ms: succeeded (step 1, attempt 1)",
            ],
            lines.Of("StepLog").Select(static l => l.Text));
        Assert.All(lines.Of("StepLog"), static l => Assert.Equal(LogLevel.Debug, l.Level));
    }

    [Fact]
    public async Task A_retry_is_one_line_with_the_attempt_from_1_the_reason_and_the_pause_and_its_stack_is_at_debug()
    {
        await using var host = await StartAsync();
        await host.RunAsync(Say(Secret) | Count());
        var flow = host.Flows.Single().FlowId;

        var retry = Assert.Single(lines.All, static l => l.Level == LogLevel.Warning);
        Assert.Matches(
            $@"^Task talk\.say of flow {flow} failed in attempt 1 of 2 \(System\.InvalidOperationException: no voice\); attempt 2 starts in [0-9.]+ s$", retry.Text);
        Assert.Null(retry.Exception);
        var stack = Assert.Single(lines.All, static l => l.Exception is not null);
        Assert.Equal(LogLevel.Debug, stack.Level);
        Assert.Equal("The stack of System.InvalidOperationException: no voice", stack.Text);
    }

    [Fact]
    public async Task A_final_failure_is_one_error_with_its_stack()
    {
        await using var host = await StartAsync();
        var flow = (await host.Client.EnqueueAsync(Mute())).FlowId;
        await host.RunUntilIdleAsync();

        var failure = Assert.Single(lines.All, static l => l.Level == LogLevel.Error);
        Assert.Equal($"Task talk.mute of flow {flow} failed for good at step root, in attempt 1 of 1", failure.Text);
        Assert.IsType<InvalidOperationException>(failure.Exception);
    }

    [Fact]
    public async Task No_line_tells_an_argument()
    {
        await using var host = await StartAsync();
        await host.RunAsync(Say(Secret) | Count());
        Assert.DoesNotContain(lines.All, static l => $"{l.Text} {l.Exception} {l.ScopeText}".Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_nothing_is_logged_the_scope_allocates_nothing(bool hasProvider)
    {
        using var loggers = LoggerFactory.Create(b =>
        {
            if (hasProvider)
                b.AddProvider(lines).SetMinimumLevel(LogLevel.None);
        });
        var log = new StepLog(loggers, loggers.CreateLogger<StepLog>());
        var arrival = new Arrival(new NoDelivery());
        Enter(); // What is made once, is made now.

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Enter();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(lines.All);

        void Enter()
        {
            using var scope = log.Enter(arrival);
            Assert.Null(scope);
        }
    }

    private Task<TaskTestHost> StartAsync() => TaskTestHost.StartAsync(b =>
    {
        b.AddTypedTasksHostingTestsTasks();
        b.Services.AddScoped<Speaker>();
        b.Services.AddLogging(l => l.AddProvider(lines).SetMinimumLevel(LogLevel.Trace));
    });

    private sealed class NoDelivery : IDelivery
    {
        public TaskMessage Message { get; } = new() { Id = "id", Queue = "work", FlowId = "flow", Subject = "talk.count", Step = "", Body = default };

        public int DeliveryCount => 0;

        public DateTimeOffset? EnqueuedAt => null;

        public CancellationToken LockLost => CancellationToken.None;

        public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages) => default;

        public ValueTask AbandonAsync() => default;

        public ValueTask DeadLetterAsync(string reason, string description) => default;
    }
}
