using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TypedTasks.Emulator;
using TypedTasks.Operations;
using TypedTasks.Postgres;
using TypedTasks.ServiceBus;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>Gives a value to an option and looks whether the application would start with it.</summary>
internal static class OptionProbe
{
    private const string ConnectionString = "Endpoint=sb://localhost;SharedAccessKeyName=Root;SharedAccessKey=a2V5;UseDevelopmentEmulator=true";

    private static readonly Dictionary<Type, Action<Action<object>>> Ways = new()
    {
        [typeof(TypedTasksOptions)] = static set => Read<TypedTasksOptions>(s => s.AddTypedTasks(set)),
        [typeof(WorkerOptions)] = static set => Read<WorkerOptions>(s => s.AddTypedTasks().AddWorker(set)),
        [typeof(AlertOptions)] = static set => new ServiceCollection().AddTypedTasks().OnFailed<string>(static _ => throw new NotSupportedException(), set),
        [typeof(AlertWebhookOptions)] = static set => Read<AlertWebhookOptions>(s => s.AddTypedTasks().AddAlertWebhook(o => o.Url = new("https://localhost")).Services.Configure<AlertWebhookOptions>(set)),
        [typeof(OperationsOptions)] = static set => Read<OperationsOptions>(s => s.AddTypedTasks().Services.Configure<OperationsOptions>(set)),
        [typeof(ServiceBusOptions)] = static set => Read<ServiceBusOptions>(s => s.AddTypedTasks().UseAmqp(o => o.ConnectionString = ConnectionString).Services.Configure<ServiceBusOptions>(set)),
        [typeof(ServiceBusEmulatorOptions)] = static set => Emulate(set),
        [typeof(QueueOptions)] = static set => Emulate(o => o.Queues.Add(Set(new QueueOptions { Name = "a" }, set))),
        [typeof(TopicOptions)] = static set => Emulate(o => o.Topics.Add(Set(new TopicOptions { Name = "a" }, set))),
        [typeof(SubscriptionOptions)] = static set => Emulate(o => o.Topics.Add(new TopicOptions { Name = "t", Subscriptions = { Set(new SubscriptionOptions { Name = "a" }, set) } })),
        [typeof(PostgresStoreOptions)] = static set => new ServiceCollection().AddTypedTasks().UsePostgres("Host=localhost", Set(new PostgresStoreOptions(), set)),
        [typeof(RetryPolicy)] = static set => Set(new RetryPolicy(), set),
        [typeof(ScheduleOptions)] = static set => new ServiceCollection().AddTypedTasks().AddSchedule<string>("a", "0 3 * * *", static _ => throw new NotSupportedException(), set),
    };

    public static bool Knows(Type options) => Ways.ContainsKey(options);

    public static bool Takes(PropertyInfo option, object? value)
    {
        try
        {
            Ways[option.DeclaringType!](o => option.SetValue(o, value));
            return true;
        }
        catch (Exception e) when ((e is TargetInvocationException ? e.InnerException : e) is OptionsValidationException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether configuration knows the key: one that it does not know stops the start.</summary>
    public static bool IsKey(string key)
    {
        try
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, "")]).Build();
            Read<TypedTasksOptions>(s => s.AddSingleton<IConfiguration>(configuration).AddTypedTasks());
            Read<WorkerOptions>(s => s.AddSingleton<IConfiguration>(configuration).AddTypedTasks().AddWorker());
            return true;
        }
        catch (InvalidOperationException e)
        {
            return !e.Message.Contains("is no option", StringComparison.Ordinal);
        }
    }

    private static T Set<T>(T options, Action<object> set)
        where T : notnull
    {
        set(options);
        return options;
    }

    private static void Emulate(Action<ServiceBusEmulatorOptions> set) => Read<ServiceBusEmulatorOptions>(s => s.AddServiceBusEmulator(set));

    private static void Read<T>(Action<IServiceCollection> add)
        where T : class
    {
        var services = new ServiceCollection();
        add(services);
        using var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<IOptions<T>>().Value;
    }
}
