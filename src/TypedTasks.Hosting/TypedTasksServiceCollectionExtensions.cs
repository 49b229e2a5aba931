using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TypedTasks;
using TypedTasks.Generated;
using TypedTasks.Hosting;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Operations;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Schedules;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Operations;
using TypedTasks.Transport;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds TypedTasks to an application.</summary>
public static class TypedTasksServiceCollectionExtensions
{
    /// <summary>
    /// Adds the client. Name a transport and a store next (<c>UseAmqp</c>, <c>UseSqlite</c>), then the tasks of each
    /// assembly (the generated <c>Add…Tasks()</c>), and <see cref="AddWorker"/> where this process runs them.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Changes the options.</param>
    public static TypedTasksBuilder AddTypedTasks(this IServiceCollection services, Action<TypedTasksOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TaskCatalog>();
        services.TryAddSingleton<ITaskDirectory, TaskDirectory>();
        services.TryAddSingleton<TaskQueues>();
        services.TryAddSingleton<ITaskQueues>(static p => p.GetRequiredService<TaskQueues>());
        services.TryAddSingleton<Courier>();
        services.TryAddSingleton<Vault>();
        services.TryAddSingleton<FlowStore>();
        services.TryAddSingleton<MessageNotes>();
        services.TryAddSingleton<FlowResume>();
        services.TryAddSingleton<EventRaising>();
        services.TryAddSingleton<IEventLinks, EventLinks>();
        services.TryAddSingleton<FlowCounts>();
        services.TryAddSingleton<FlowTracing>();
        services.TryAddSingleton<CompletionWatch>();
        services.TryAddSingleton<FlowPurge>();
        services.TryAddSingleton<FlowBrowser>();
        services.TryAddSingleton<FlowWatching>();
        services.TryAddSingleton<FlowResults>();
        services.TryAddSingleton<PlanCache>();
        services.TryAddSingleton<FlowRetry>();
        services.TryAddSingleton<KnownFlows>();
        services.TryAddSingleton<DelayedStart>();
        services.TryAddSingleton<Outbox>();
        services.TryAddSingleton<EnqueueMiddlewares>();
        services.TryAddSingleton<Turns>();
        services.TryAddSingleton<UnstartedFlows>();
        services.TryAddSingleton<Nonces>();
        services.TryAddSingleton<BrokerIncarnation>();
        services.TryAddSingleton<TransferredLetters>();
        services.TryAddSingleton<LetterJudge>();
        services.TryAddSingleton<DeadLetterReplay>();
        services.TryAddSingleton<NewFlows>();
        services.TryAddSingleton<SentFlows>();
        services.TryAddSingleton<TaskClient>();
        services.TryAddSingleton<ProposedFlows>();
        services.TryAddSingleton<Waits>();
        services.TryAddSingleton<CompensationPlanner>();
        services.TryAddSingleton<LiveLimits>();
        services.TryAddSingleton<StepHistory>();
        services.TryAddSingleton<Admission>();
        services.TryAddSingleton<MessageRoom>();
        services.TryAddSingleton<HandOff>();
        services.TryAddSingleton<LostMessages>();
        services.TryAddSingleton<OutsideEnd>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, UnsentMessages>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, DeadLetterWatch>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, Deadlines>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, WaitingTurns>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, LostBrokers>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, QuietFlows>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, LateFlows>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, Retention>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, UnusedPlans>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, GoneWorkers>());
        services.TryAddSingleton<ScheduleProblems>();
        services.TryAddSingleton<ScheduleBook>();
        services.TryAddSingleton<ScheduleRunner>();
        services.TryAddSingleton<ScheduleUse>();
        services.TryAddSingleton<ISchedules, ScheduleControl>();
        services.TryAddSingleton<IWorkers, WorkerSteering>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, ScheduleJob>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpkeepJob, HistoryTrimming>());
        services.TryAddSingleton<OutlineReader>();
        services.TryAddSingleton<ValueView>();
        services.TryAddSingleton<StepReader>();
        services.TryAddSingleton<WaitReader>();
        services.TryAddSingleton<BrokerLooks>();
        services.TryAddSingleton<TestExport>();
        services.TryAddSingleton<IFlowReader, FlowReader>();
        services.TryAddSingleton<IFlowActions, FlowActions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OperationsOptions>, OperationsOptionsValidator>());
        services.AddOptions<OperationsOptions>().ValidateOnStart();
        services.TryAddSingleton<UpkeepLoop>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, UpkeepService>());
        services.TryAddSingleton<ITaskClient>(static p => p.GetRequiredService<TaskClient>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TypedTasksOptions>, TypedTasksOptionsValidator>());
        services.TryAddSingleton(static s => new ConfiguredOptions(s.GetService<IConfiguration>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<TypedTasksOptions>, ConfiguredOptions>(static s => s.GetRequiredService<ConfiguredOptions>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<WorkerOptions>, ConfiguredOptions>(static s => s.GetRequiredService<ConfiguredOptions>()));
        var options = services.AddOptions<TypedTasksOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        return new TypedTasksBuilder(services);
    }

    /// <summary>Runs tasks in this process: a hosted service that receives from every queue that the registered tasks name.</summary>
    /// <param name="builder">What <see cref="AddTypedTasks"/> returned.</param>
    /// <param name="configure">Changes the options.</param>
    public static TypedTasksBuilder AddWorker(this TypedTasksBuilder builder, Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<RunningSteps>();
        services.TryAddSingleton<WorkerHealth>();
        services.TryAddSingleton<CancellationWatch>();
        services.TryAddSingleton<ElementReader>();
        services.TryAddSingleton<StepTools>();
        services.TryAddSingleton<StepLog>();
        services.TryAddSingleton<ArrivalReader>();
        services.TryAddSingleton<RecordedCheck>();
        services.TryAddSingleton<HandOffRefusals>();
        services.TryAddSingleton<DeliveryCheck>();
        services.TryAddSingleton<Grace>();
        services.TryAddSingleton<ForeignFlows>();
        services.TryAddSingleton<HiddenMessages>();
        services.TryAddSingleton<TaskLookup>();
        services.TryAddSingleton<ExpiryCheck>();
        services.TryAddSingleton<InputReader>();
        services.TryAddSingleton<FanOutStart>();
        services.TryAddSingleton<TaskMiddlewares>();
        services.TryAddSingleton<TaskCaller>();
        services.TryAddSingleton<Invocation>();
        services.TryAddSingleton<ReturnedPlans>();
        services.TryAddSingleton<StepEnding>();
        services.TryAddSingleton<OrderedPause>();
        services.TryAddSingleton<Dispatcher>();
        services.TryAddSingleton<DeliveryHandler>();
        services.TryAddSingleton<StoreAbsence>();
        services.TryAddSingleton<OpenQueues>();
        services.TryAddSingleton<WorkerIdentity>();
        services.TryAddSingleton<ControlWatch>();
        services.TryAddSingleton<WorkerPresence>();
        services.TryAddSingleton<WorkerQueues>();
        services.TryAddSingleton<Solitude>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WorkerService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkerOptions>, WorkerOptionsValidator>());
        var options = services.AddOptions<WorkerOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        return builder;
    }
}
