using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TypedTasks.Amqp;
using TypedTasks.ServiceBus;
using TypedTasks.Transport;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes Azure Service Bus, or an emulator of it, the transport, by the lean client AMQP.NET Lite.</summary>
public static class AmqpBuilderExtensions
{
    /// <summary>Dispatches over the Service Bus namespace that the connection string names.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="connectionString">The connection string of the namespace or emulator.</param>
    public static TypedTasksBuilder UseAmqp(this TypedTasksBuilder builder, string? connectionString) =>
        builder.UseAmqp(options => options.ConnectionString = connectionString);

    /// <summary>Dispatches over Service Bus as the options say.</summary>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="configure">Sets the options.</param>
    public static TypedTasksBuilder UseAmqp(this TypedTasksBuilder builder, Action<ServiceBusOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<ServiceBusOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ServiceBusOptions>, ServiceBusOptionsValidator>());
        builder.Services.TryAddSingleton<ITransport>(services => new AmqpTransport(
            services.GetRequiredService<IOptions<ServiceBusOptions>>().Value,
            services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            services.GetService<TimeProvider>() ?? TimeProvider.System));
        return builder;
    }
}
