using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks.Emulator;

namespace Aspire.Hosting;

/// <summary>Adds the Service Bus emulator of TypedTasks to an AppHost.</summary>
public static class ServiceBusEmulatorBuilderExtensions
{
    private const string DataFolder = ".emulator";

    /// <summary>
    /// Adds a local Service Bus that runs in the process of the AppHost, from before the resources that wait for it until after they have ended. Without
    /// <see cref="WithDataFolder"/> its messages are gone with the AppHost.
    /// </summary>
    /// <param name="builder">The AppHost.</param>
    /// <param name="name">The name of the resource, and of its connection string.</param>
    /// <param name="port">The port for AMQP; a free one by default.</param>
    /// <param name="httpPort">The port of health, explorer and management API; a free one by default.</param>
    public static IResourceBuilder<ServiceBusEmulatorResource> AddServiceBusEmulator(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null, int? httpPort = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var key = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-key", special: false);
        var resource = new ServiceBusEmulatorResource(name, key);
        var configuration = ProjectQueues.ConfigurationOf(builder.AppHostAssembly);
        builder.Services.TryAddSingleton<EmulatorRuns>();
        builder.Services.TryAddSingleton(_ => new ProjectQueues(TimeProvider.System, configuration));
        return builder.AddResource(resource)
            .WithInitialState(new() { ResourceType = "ServiceBusEmulator", Properties = [], State = KnownResourceStates.NotStarted })
            .WithAnnotation(Endpoint(ServiceBusEmulatorResource.AmqpEndpointName, "amqp", port))
            .WithAnnotation(Endpoint(ServiceBusEmulatorResource.HttpEndpointName, "http", httpPort))
            .WithUrlForEndpoint(ServiceBusEmulatorResource.HttpEndpointName, static url => url.DisplayText = "Explorer")
            .WithHttpHealthCheck("/health", endpointName: ServiceBusEmulatorResource.HttpEndpointName)
            .ExcludeFromManifest()
            .OnInitializeResource(static (emulator, start, cancellationToken) => EmulatorRuns.Of(start.Services).StartAsync(emulator, start, cancellationToken));
    }

    /// <summary>Adds a queue with the settings that tasks need: locks of a minute, duplicate detection over ten, dead letters for what expires.</summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="name">The name of the queue.</param>
    /// <param name="configure">Changes the settings, by <c>q =&gt; q with { … }</c>.</param>
    public static IResourceBuilder<ServiceBusEmulatorResource> WithQueue(
        this IResourceBuilder<ServiceBusEmulatorResource> builder, string name, Func<QueueOptions, QueueOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var queue = new QueueOptions { Name = name, DeadLetteringOnExpiration = true };
        return builder.WithOptions(options => options.Queues.Add(configure is null ? queue : configure(queue)));
    }

    /// <summary>
    /// Adds the queues that the tasks of a project need. The project is asked when the emulator starts, by running it with <c>topology --format emulator</c>: its program
    /// calls <c>host.Services.WriteTopology(args)</c> between building the host and running it.
    /// </summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="project">The project: a worker, or whatever registers the tasks.</param>
    public static IResourceBuilder<ServiceBusEmulatorResource> WithQueuesOf(
        this IResourceBuilder<ServiceBusEmulatorResource> builder, IResourceBuilder<ProjectResource> project)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(project);
        builder.Resource.AddProject(project.Resource);
        return builder;
    }

    /// <summary>Keeps messages in a folder, so that they outlive the AppHost.</summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="path">The folder, from the folder of the AppHost; <c>.emulator/NAME</c> by default, which wants a line in .gitignore.</param>
    public static IResourceBuilder<ServiceBusEmulatorResource> WithDataFolder(
        this IResourceBuilder<ServiceBusEmulatorResource> builder, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var folder = Path.Combine(builder.ApplicationBuilder.AppHostDirectory, path ?? Path.Combine(DataFolder, builder.Resource.Name));
        return builder.WithOptions(options => options.DataFolder = folder);
    }

    /// <summary>Changes whatever else the emulator can: topics, the tier that it stands for, a configuration file. Address, ports, key and logs are set by the AppHost.</summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="configure">Changes the options. It is called when the emulator starts.</param>
    public static IResourceBuilder<ServiceBusEmulatorResource> WithOptions(
        this IResourceBuilder<ServiceBusEmulatorResource> builder, Action<ServiceBusEmulatorOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Resource.Configure(configure);
        return builder;
    }

    private static EndpointAnnotation Endpoint(string name, string scheme, int? port) =>
        new(ProtocolType.Tcp, uriScheme: scheme, name: name, port: port, isProxied: false);
}
