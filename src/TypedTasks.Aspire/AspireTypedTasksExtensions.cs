using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks;
using TypedTasks.Storage;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds TypedTasks with what an Aspire AppHost hands to an application: connection strings by name.</summary>
public static class AspireTypedTasksExtensions
{
    /// <summary>
    /// Adds the client over the Service Bus namespace, or emulator, whose connection string has the name, with a health check, traces and metrics. Without a store
    /// it sends (<c>SendAsync</c>) and runs what needs none; name one with the form that takes it, or by <c>Use…</c> on what this returns.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="busName">The name of the connection string of the broker, as the resource of the AppHost is called.</param>
    /// <param name="configure">Changes the options.</param>
    /// <remarks>A connection string that is missing stops the start, with what to write in the AppHost; building the host does not need it.</remarks>
    public static TypedTasksBuilder AddTypedTasks(this IHostApplicationBuilder builder, string busName, Action<TypedTasksOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(busName);
        var tasks = builder.Services.AddTypedTasks(configure);

        // Read when it is needed: a later line may still add where settings come from.
        tasks.UseAmqp(options =>
        {
            options.ConnectionString = Read(builder, busName) ?? throw Missing(busName);
            options.AdministrationConnectionString = builder.Configuration[AdministrationOf(busName)];
        });
        builder.Services.AddHealthChecks().AddTypedTasks();
        builder.Services.AddOpenTelemetry()
            .WithTracing(static traces => traces.AddSource(TypedTasksTelemetry.ActivitySourceName))
            .WithMetrics(static metrics => metrics.AddMeter(TypedTasksTelemetry.MeterName, TypedTasksTelemetry.MeterName + ".*"));
        return tasks;
    }

    /// <summary>Adds the client, as the other form does, with a store whose connection string has a name too.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="busName">The name of the connection string of the broker.</param>
    /// <param name="storeName">The name of the connection string of the store.</param>
    /// <param name="useStore">Names the store: <c>(tasks, connection) =&gt; tasks.UseSqlite(connection)</c>.</param>
    /// <param name="configure">Changes the options.</param>
    public static TypedTasksBuilder AddTypedTasks(
        this IHostApplicationBuilder builder,
        string busName,
        string storeName,
        Func<TypedTasksBuilder, string, TypedTasksBuilder> useStore,
        Action<TypedTasksOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(storeName);
        ArgumentNullException.ThrowIfNull(useStore);
        var tasks = builder.AddTypedTasks(busName, configure);
        if (Read(builder, storeName) is { } connection)
            return useStore(tasks, connection);

        // Said at the start: who only asks for the queues of the application has no connection strings.
        tasks.Services.TryAddSingleton<ITaskStore>(_ => throw Missing(storeName));
        return tasks;
    }

    // As the AppHost names what belongs to a connection string.
    private static string AdministrationOf(string busName) => $"{busName.Replace('-', '_').ToUpperInvariant()}_ADMINISTRATIONCONNECTIONSTRING";

    private static string? Read(IHostApplicationBuilder builder, string name) => builder.Configuration.GetConnectionString(name) is { Length: > 0 } text ? text : null;

    private static InvalidOperationException Missing(string name) => new(
        $"There is no connection string '{name}'. In the AppHost, let this project have it: .WithReference({name}). Without Aspire, set ConnectionStrings__{name}.");
}
