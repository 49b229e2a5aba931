using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.ServiceBus;
using TypedTasks.ServiceBus.Receiving;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

/// <summary>The transport that the tests in tests/Transports are about.</summary>
internal static class TransportUnderTest
{
    public static ITransport New(ServiceBusOptions options, ILoggerFactory loggers) => new ServiceBusTransport(options, loggers, TimeProvider.System);

    public static TypedTasksBuilder UseTransport(this TypedTasksBuilder builder, Action<ServiceBusOptions> configure) => builder.UseServiceBus(configure);

    public static TypedTasksBuilder UseTransport(this TypedTasksBuilder builder, string connectionString) => builder.UseServiceBus(connectionString);

    public static TypedTasksBuilder AddSteps(this TypedTasksBuilder builder) => builder.AddTypedTasksServiceBusTestsTasks();

    /// <summary>The lock of a delivery is no longer renewed.</summary>
    public static void StopRenewing(IReceiver receiver, IDelivery delivery) => ((ClientReceiver)receiver).OnSettled((ClientDelivery)delivery);
}
