using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Generated;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Testing;

/// <summary>
/// Runs flows in memory on a clock of its own: the engine, the worker and the client that production uses, over a broker
/// and a store in memory. Nothing runs by itself: <c>RunAsync</c>, <see cref="RunUntilIdleAsync"/> and
/// <see cref="AdvanceAsync"/> run what is due, one message after the other, so that a test gives the same every time.
/// </summary>
public sealed partial class TaskTestHost : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;
    private readonly StepWatch steps;
    private readonly FlowLog flows;
    private readonly WorkerLoop loop;
    private readonly SemaphoreSlim turn = new(1, 1);

    private TaskTestHost(ServiceProvider services, StepWatch steps, FlowLog flows)
    {
        this.services = services;
        this.steps = steps;
        this.flows = flows;
        loop = new(services, Transport, Time);
    }

    /// <summary>Starts flows and asks about them.</summary>
    public ITaskClient Client => services.GetRequiredService<ITaskClient>();

    /// <summary>The services that the host was started with.</summary>
    public IServiceProvider Services => services;

    /// <summary>The clock; take it as <see cref="TimeProvider"/> where code under test waits.</summary>
    public VirtualTime Time => services.GetRequiredService<VirtualTime>();

    /// <summary>The broker, with its faults.</summary>
    public InMemoryTransport Transport => services.GetRequiredService<InMemoryTransport>();

    /// <summary>The store, with its faults.</summary>
    public InMemoryTaskStore Store => services.GetRequiredService<InMemoryTaskStore>();

    /// <summary>The flows that were enqueued or sent, in order; one that was known already is not among them.</summary>
    public IReadOnlyList<StartedFlow> Flows => flows.Flows;

    /// <summary>The runs of steps, in order, repeated attempts and fakes included.</summary>
    public IReadOnlyList<StepRun> Steps => steps.Runs;

    /// <summary>Starts a host.</summary>
    /// <param name="configure">Adds tasks (the generated <c>Add…Tasks()</c>) and services; options with <c>Services.Configure</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TaskTestHost> StartAsync(Action<TypedTasksBuilder> configure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var flows = new FlowLog();
        var steps = new StepWatch();
        var services = new ServiceCollection();
        services.AddSingleton(new VirtualTime(Start));
        services.AddSingleton<TimeProvider>(static s => s.GetRequiredService<VirtualTime>());
        services.AddSingleton<IFlowObserver>(flows);
        services.AddSingleton(static s => new FlowStore(
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<FlowStore>>(),
            s.GetRequiredService<Vault>())
        {
            FlushesOnDemand = true,
        });

        // Whoever waits for a flow looks in real time, lest each look be an event on the virtual clock.
        services.AddSingleton(static s => new CompletionWatch(
            s.GetRequiredService<FlowStore>(), TimeProvider.System, s.GetRequiredService<ILogger<CompletionWatch>>()));
        var builder = services.AddTypedTasks().AddWorker().UseInMemoryTransport().UseInMemoryStore();
        configure(builder);
        Watch(services, steps);
        var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<TaskCatalog>();
        await provider.GetRequiredService<FlowStore>().OpenAsync(cancellationToken).ConfigureAwait(false);
        return new(provider, steps, flows);
    }

    /// <summary>
    /// Enqueues a flow and runs until it has ended; whenever only time can bring it on, the clock moves to what is due next.
    /// </summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result of the flow.</returns>
    /// <exception cref="TaskFailedException">The flow has failed.</exception>
    /// <exception cref="FlowCancelledException">The flow was cancelled.</exception>
    public async Task<TOut> RunAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default)
    {
        var handle = await Client.EnqueueAsync(signature, cancellationToken).ConfigureAwait(false);
        return await RunAsync(handle, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs until a flow has ended, moving the clock to what is due next whenever only time can bring it on.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="handle">The flow.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result of the flow.</returns>
    /// <exception cref="TaskFailedException">The flow has failed.</exception>
    /// <exception cref="FlowCancelledException">The flow was cancelled.</exception>
    public async Task<TOut> RunAsync<TOut>(TaskHandle<TOut> handle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        await InTurnAsync(
            async () =>
            {
                await loop.RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
                while ((await handle.GetStatusAsync(cancellationToken).ConfigureAwait(false)).State is FlowState.Running or FlowState.Compensating)
                    await loop.AdvanceAsync(loop.NextDue, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return await handle.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs everything that is due now, until nothing can go on before the clock moves. A step that waits for the clock is
    /// put aside; a step that waits for anything else is waited for.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RunUntilIdleAsync(CancellationToken cancellationToken = default) =>
        InTurnAsync(() => loop.RunUntilIdleAsync(cancellationToken), cancellationToken);

    /// <summary>Moves the clock, and runs everything on the way at its time: retries, delays, time-outs, deadlines, retention.</summary>
    /// <param name="duration">How far, zero or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AdvanceAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return InTurnAsync(() => loop.AdvanceAsync(Time.GetUtcNow() + duration, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Says something to a flow: runs what is due now, so that the flow comes to its wait, raises the event, and runs what follows from it. The clock stands still; <see cref="AdvanceAsync"/> moves it to a
    /// time-out.
    /// </summary>
    /// <typeparam name="T">What is said.</typeparam>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="taskEvent">The event.</param>
    /// <param name="value">The value.</param>
    /// <param name="key">The key of the wait; null where it has none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RaiseResult<T>> RaiseAsync<T>(string flowId, TaskEvent<T> taskEvent, T value, string? key = null, CancellationToken cancellationToken = default)
    {
        await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        var raised = await Client.RaiseAsync(flowId, taskEvent, value, key, cancellationToken).ConfigureAwait(false);
        await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        return raised;
    }

    /// <inheritdoc cref="RaiseAsync{T}(string, TaskEvent{T}, T, string, CancellationToken)"/>
    public async Task<RaiseResult<T>> RaiseAsync<T>(TaskEvent<T> taskEvent, string key, T value, CancellationToken cancellationToken = default)
    {
        await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        var raised = await Client.RaiseAsync(taskEvent, key, value, cancellationToken).ConfigureAwait(false);
        await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        return raised;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await loop.StopAsync().ConfigureAwait(false);
        await services.DisposeAsync().ConfigureAwait(false);
        turn.Dispose();
    }

    private static void Watch(ServiceCollection services, StepWatch steps)
    {
        var implemented = services
            .Select(static s => s.ImplementationInstance)
            .OfType<ITaskRegistry>()
            .SelectMany(static r => r.Tasks)
            .Where(static t => t.Invoker is not null)
            .Select(static t => t.Name)
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i].ImplementationInstance is ITaskRegistry registry)
                services[i] = ServiceDescriptor.Singleton<ITaskRegistry>(new WatchedRegistry(registry, steps, implemented));
        }
    }

    // On the pool: there what a timer wakes runs at once, and not when a test's own context comes round to it.
    private Task InTurnAsync(Func<Task> action, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await action().ConfigureAwait(false);
            }
            finally
            {
                turn.Release();
            }
        },
        cancellationToken);
}
