using System.Collections.Immutable;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator;

namespace Aspire.Hosting;

/// <summary>The emulators that run in this AppHost. They are disposed of with its services, after everything that they served has ended.</summary>
internal sealed partial class EmulatorRuns : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<ServiceBusEmulator> running = [];

    public static EmulatorRuns Of(IServiceProvider services) => services.GetRequiredService<EmulatorRuns>();

    /// <summary>Starts an emulator and says so to whoever waits for it. A failure is the state of the resource, and never one of the AppHost.</summary>
    public async Task StartAsync(ServiceBusEmulatorResource resource, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, start.Services), cancellationToken).ConfigureAwait(false);
        await start.Notifications.PublishUpdateAsync(resource, static s => s with { State = KnownResourceStates.Starting }).ConfigureAwait(false);
        try
        {
            var emulator = await RunAsync(resource, start, cancellationToken).ConfigureAwait(false);
            Allocate(resource.AmqpEndpoint.EndpointAnnotation, emulator.Port);
            Allocate(resource.HttpEndpoint.EndpointAnnotation, emulator.HttpPort!.Value);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or SocketException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            LogFailed(start.Logger, e.Message);
            await start.Notifications.PublishUpdateAsync(resource, static s => s with { State = KnownResourceStates.FailedToStart }).ConfigureAwait(false);
            return;
        }

        await start.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, start.Services), cancellationToken).ConfigureAwait(false);
        await start.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, start.Services), cancellationToken).ConfigureAwait(false);
        await start.Notifications.PublishUpdateAsync(
            resource,
            s => s with
            {
                State = KnownResourceStates.Running,
                StartTimeStamp = TimeProvider.System.GetUtcNow().UtcDateTime,
                Urls = Urls(resource, s.Urls),
            }).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        ServiceBusEmulator[] all;
        lock (gate)
        {
            all = [.. running];
            running.Clear();
        }

        foreach (var emulator in all)
            await emulator.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<ServiceBusEmulator> RunAsync(ServiceBusEmulatorResource resource, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        var options = new ServiceBusEmulatorOptions
        {
            Port = resource.AmqpEndpoint.EndpointAnnotation.Port ?? 0,
            HttpPort = resource.HttpEndpoint.EndpointAnnotation.Port ?? 0,
            SharedAccessKeyName = ServiceBusEmulatorResource.KeyName,
            SharedAccessKey = await resource.Key.GetValueAsync(cancellationToken).ConfigureAwait(false),
            LoggerFactory = new ResourceLogs(start.Logger),
        };
        var asked = start.Services.GetRequiredService<ProjectQueues>();
        foreach (var project in resource.Projects)
        {
            foreach (var queue in await asked.OfAsync(project, cancellationToken).ConfigureAwait(false))
                Add(options, queue);
        }

        foreach (var configure in resource.Configurations)
            configure(options);
        var emulator = await ServiceBusEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
        LogStarted(start.Logger, string.Join(", ", options.Queues.Select(static q => q.Name)), options.DataFolder ?? "memory");
        lock (gate)
            running.Add(emulator);
        return emulator;
    }

    // Two projects with tasks in one queue are the rule.
    private static void Add(ServiceBusEmulatorOptions options, QueueOptions queue)
    {
        if (!options.Queues.Any(q => q.Name.Equals(queue.Name, StringComparison.OrdinalIgnoreCase)))
            options.Queues.Add(queue);
    }

    private static void Allocate(EndpointAnnotation endpoint, int port) => endpoint.AllocatedEndpoint = new(endpoint, "localhost", port);

    private static ImmutableArray<UrlSnapshot> Urls(ServiceBusEmulatorResource resource, ImmutableArray<UrlSnapshot> known) => known.IsDefaultOrEmpty
        ? [new(ServiceBusEmulatorResource.HttpEndpointName, resource.HttpEndpoint.Url, IsInternal: false) { DisplayProperties = new("Explorer") }]
        : [.. known.Select(static url => url with { IsInactive = false })];

    [LoggerMessage(1, LogLevel.Information, "The emulator runs in the AppHost with the queues {Queues}; its messages are kept in {Place}.")]
    private static partial void LogStarted(ILogger logger, string queues, string place);

    [LoggerMessage(2, LogLevel.Error, "The emulator could not be started: {Problem}")]
    private static partial void LogFailed(ILogger logger, string problem);
}
