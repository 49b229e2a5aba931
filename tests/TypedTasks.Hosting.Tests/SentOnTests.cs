using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>What is not the task's fault costs it nothing: a store that is away, a worker that stops, a worker of another version.</summary>
public sealed class SentOnTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public static TheoryData<string> Flows => [.. All.Keys];

    private static Dictionary<string, (Func<ISignature<Amount>> Flow, int Number)> All { get; } = new(StringComparer.Ordinal)
    {
        ["a step"] = (static () => Give(1, "a"), 1),
        ["a chain"] = (static () => Give(1, "a") | Plus(label: "b") | Plus(label: "c"), 3),
        ["a chord"] = (static () => Group.Of(Give(1, "a"), Give(2, "b"), Give(3, "c")) | Sum(label: "d"), 6),
        ["a list"] = (static () => List([1, 2, 3], "a") | Plus(label: "b").Each() | Sum(label: "c"), 9),
        ["a limited step"] = (static () => Group.Of(Give(1, "a").WithConcurrencyLimit("one"), Give(2, "b").WithConcurrencyLimit("one")) | Sum(label: "c"), 3),
        ["a step that is undone"] = (static () => Give(1, "a").CompensateWith(Undo(label: "u")) >> Give(2, "b"), 2),
        ["a side branch"] = (static () => Give(1, "a").OnSuccess(SawFlowSucceed()), 1),
    };

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task A_store_that_is_away_for_an_hour_fails_no_flow_and_repeats_no_step(string name)
    {
        AwayStore store = null!;
        await using var host = await TaskTestHost.StartAsync(
            b =>
            {
                WithoutOne.Configure(b);
                b.Services.AddSingleton<ITaskStore>(s => store = new AwayStore(s.GetRequiredService<InMemoryTaskStore>()));
            },
            Deadline);
        var (flow, number) = All[name];
        var alone = await StepsAloneAsync(flow());

        // Away from each moment on: whatever is asked of the store next fails.
        for (var asked = 0; asked < 12; asked++)
        {
            var before = host.Steps.Count;
            var handle = await host.Client.EnqueueAsync(flow(), Deadline);
            host.Store.Faults.Inject(StoreFault.FailsBeforeCommit, Nth(asked, () => store.IsAway = true));
            await host.RunUntilIdleAsync(Deadline);
            await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
            var wasAway = store.IsAway;
            store.IsAway = false;
            await host.AdvanceAsync(TimeSpan.FromMinutes(10), Deadline);
            Assert.Equal(number, (await handle.WaitAsync(Deadline)).Number);
            Assert.True(alone == host.Steps.Count - before, $"away from operation {asked}: {string.Join("; ", host.Steps.Skip(before))}");
            if (!wasAway)
                return;
        }
    }

    [Fact]
    public async Task What_fails_again_and_again_while_the_store_answers_others_is_the_tasks_own()
    {
        await using var host = await TaskTestHost.StartAsync(WithoutOne.Configure, Deadline);
        var handle = await host.Client.EnqueueAsync(BlameStore(Bad.Amount), Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(5), Deadline);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => handle.WaitAsync(Deadline).AsTask());
        Assert.Equal((typeof(StoreException).FullName, "The disk is full, says the task."), (failed.Failure.Type, failed.Failure.Message));
    }

    [Fact]
    public async Task A_step_that_workers_hand_back_when_they_stop_loses_no_delivery()
    {
        var world = new Machines();
        var handle = await world.EnqueueAsync(Hang(Bad.Amount));
        for (var i = 0; i < 12; i++)
            await world.StopWhileItRunsAsync(maxHandBacks: 50);
        Assert.Equal(FlowState.Running, await world.StateOfAsync(handle));
        await world.RunToItsEndAsync(handle, maxHandBacks: 50);
        Assert.Equal(FlowState.Succeeded, await world.StateOfAsync(handle));
    }

    [Fact]
    public async Task A_step_that_is_handed_back_too_often_fails_with_that_reason()
    {
        var world = new Machines();
        var handle = await world.EnqueueAsync(Hang(Bad.Amount));
        for (var i = 0; i < 4; i++)
            await world.StopWhileItRunsAsync(maxHandBacks: 3);
        await world.RunToItsEndAsync(handle, maxHandBacks: 3);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => world.WaitAsync(handle));
        Assert.Equal("TypedTasks.HandedBackTooOften", failed.Failure.Type);
        Assert.Contains("4 times", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_waits_for_a_worker_that_knows_its_task()
    {
        await using var host = await UnknowingAsync(TimeSpan.FromMinutes(10));
        var handle = await host.Client.EnqueueAsync(Give(1, "a") | NotThere() | Plus(label: "b"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(9), Deadline);
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync(Deadline)).State);

        Assert.Equal(1, host.Transport.Count(QueueNames.Default).Scheduled);
        await host.AdvanceAsync(TimeSpan.FromMinutes(2), Deadline);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => handle.WaitAsync(Deadline).AsTask());
        Assert.Equal("TypedTasks.UnknownTask", failed.Failure.Type);
        Assert.Single(await LettersAsync(host));
    }

    [Fact]
    public async Task Without_a_grace_a_task_that_nobody_knows_fails_at_once()
    {
        await using var host = await UnknowingAsync(null);
        var handle = await host.Client.EnqueueAsync(NotThere(Bad.Amount), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync(Deadline)).State);
    }

    private static async Task<int> StepsAloneAsync(ISignature<Amount> flow)
    {
        await using var host = await TaskTestHost.StartAsync(WithoutOne.Configure, Deadline);
        await host.RunAsync(flow, Deadline);
        await host.RunUntilIdleAsync(Deadline);
        return host.Steps.Count;
    }

    private static Task<TaskTestHost> UnknowingAsync(TimeSpan? grace) => TaskTestHost.StartAsync(
        b =>
        {
            WithoutOne.Configure(b);
            if (grace is not null)
                b.Services.Configure<WorkerOptions>(o => o.UnknownTaskGrace = grace);
        },
        Deadline);

    private static async Task<IReadOnlyList<DeadLetter>> LettersAsync(TaskTestHost host) =>
        (await host.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline)).Messages;

    // Once, at the nth operation that is asked for.
    private static Func<StoreOperation, bool> Nth(int n, Action reached)
    {
        var seen = 0;
        return _ =>
        {
            if (seen++ != n)
                return false;
            reached();
            return true;
        };
    }

    /// <summary>Worker after worker over one broker and one store.</summary>
    private sealed class Machines
    {
        private readonly InMemoryTransport transport = new();
        private readonly InMemoryTaskStore store = new();
        private readonly Gate gate = new();

        public async Task<TaskHandle<Amount>> EnqueueAsync(ISignature<Amount> flow)
        {
            using var host = Build(50, isWorker: false);
            return await host.Services.GetRequiredService<ITaskClient>().EnqueueAsync(flow, Deadline);
        }

        public async Task StopWhileItRunsAsync(int maxHandBacks)
        {
            using var host = Build(maxHandBacks, isWorker: true);
            gate.Close();
            await host.StartAsync(Deadline);
            await gate.Entered.WaitAsync(Deadline);
            await host.StopAsync(Deadline);
        }

        public async Task RunToItsEndAsync(TaskHandle<Amount> handle, int maxHandBacks)
        {
            using var host = Build(maxHandBacks, isWorker: true);
            gate.Open();
            await host.StartAsync(Deadline);
            var client = host.Services.GetRequiredService<ITaskClient>();
            await ((Task)client.GetHandle<Amount>(handle.FlowId).WaitAsync(Deadline).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await host.StopAsync(Deadline);
        }

        public async Task<FlowState> StateOfAsync(TaskHandle<Amount> handle)
        {
            using var host = Build(50, isWorker: false);
            return (await host.Services.GetRequiredService<ITaskClient>().GetStatusAsync(handle.FlowId, Deadline)).State;
        }

        public async Task WaitAsync(TaskHandle<Amount> handle)
        {
            using var host = Build(50, isWorker: false);
            await host.Services.GetRequiredService<ITaskClient>().GetHandle<Amount>(handle.FlowId).WaitAsync(Deadline);
        }

        private IHost Build(int maxHandBacks, bool isWorker)
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Services.AddSingleton<ITransport>(transport);
            builder.Services.AddSingleton<ITaskStore>(store);
            builder.Services.AddSingleton<TimeProvider>(gate);
            var tasks = builder.Services.AddTypedTasks().AddTypedTasksHostingTestsTasks();
            if (isWorker)
            {
                tasks.AddWorker(o =>
                {
                    o.DrainTime = TimeSpan.Zero;
                    o.MaxHandBacks = maxHandBacks;
                });
            }

            return builder.Build();
        }
    }

    /// <summary>A clock that lets the two hours of <see cref="Ledger.Hang"/> pass at once, or not at all.</summary>
    private sealed class Gate : TimeProvider
    {
        private TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool isOpen;

        public Task Entered => entered.Task;

        public void Close() => (isOpen, entered) = (false, new(TaskCreationOptions.RunContinuationsAsynchronously));

        public void Open() => isOpen = true;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.FromHours(2))
                return base.CreateTimer(callback, state, dueTime, period);
            entered.TrySetResult();
            return base.CreateTimer(callback, state, isOpen ? TimeSpan.Zero : dueTime, period);
        }
    }
}
