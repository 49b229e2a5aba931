using Azure.Core;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TypedTasks.ServiceBus;
using TypedTasks.Transport;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes Azure Service Bus, or an emulator of it, the transport, by the official client.</summary>
public static class ServiceBusBuilderExtensions
{
    /// <summary>Dispatches over the Service Bus namespace that the connection string names.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="connectionString">The connection string of the namespace or emulator.</param>
    public static TypedTasksBuilder UseServiceBus(this TypedTasksBuilder builder, string? connectionString) =>
        builder.UseServiceBus(options => options.ConnectionString = connectionString);

    /// <summary>Dispatches over a Service Bus namespace that a credential of Entra ID opens.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="fullyQualifiedNamespace">The host of the namespace, <c>name.servicebus.windows.net</c>.</param>
    /// <param name="credential">For instance a <c>DefaultAzureCredential</c>.</param>
    public static TypedTasksBuilder UseServiceBus(this TypedTasksBuilder builder, string fullyQualifiedNamespace, TokenCredential credential) =>
        builder.UseServiceBus(options => (options.FullyQualifiedNamespace, options.Credential) = (fullyQualifiedNamespace, credential));

    /// <summary>Dispatches over Service Bus as the options say.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="configure">Sets the options.</param>
    public static TypedTasksBuilder UseServiceBus(this TypedTasksBuilder builder, Action<ServiceBusOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<ServiceBusOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ServiceBusOptions>, ServiceBusOptionsValidator>());
        builder.Services.TryAddSingleton<ITransport>(static services => new ServiceBusTransport(Options(services), Loggers(services), Time(services)));
        return builder;
    }

    /// <summary>
    /// Dispatches over clients that you make from the services of the host, with the options that are given: one is made for sending and one
    /// for each consumed queue. A <see cref="ServiceBusAdministrationClient"/> among the services checks the queues at start. How patient the transport is <c>Configure&lt;ServiceBusOptions&gt;</c> sets.
    /// </summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="createClient">
    /// Makes a client with the options, for instance <c>(services, options) => new("name.servicebus.windows.net", services.GetRequiredService&lt;TokenCredential&gt;(), options)</c>.
    /// </param>
    public static TypedTasksBuilder UseServiceBus(
        this TypedTasksBuilder builder, Func<IServiceProvider, ServiceBusClientOptions, ServiceBusClient> createClient)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(createClient);
        builder.Services.AddOptions<ServiceBusOptions>();
        builder.Services.TryAddSingleton<ITransport>(services => new ServiceBusTransport(
            settings => createClient(services, settings),
            Options(services),
            Loggers(services),
            Time(services),
            services.GetService<ServiceBusAdministrationClient>()));
        return builder;
    }

    private static ServiceBusOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<ServiceBusOptions>>().Value;

    private static ILoggerFactory Loggers(IServiceProvider services) => services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    private static TimeProvider Time(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;
}
