using TypedTasks.Emulator;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A local Service Bus that the AppHost runs in its own process. Its connection string carries a key of its own, and both its ports listen on loopback only:
/// projects and executables of the AppHost reach it, containers do not.
/// </summary>
public sealed class ServiceBusEmulatorResource : Resource, IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal const string AmqpEndpointName = "amqp";
    internal const string HttpEndpointName = "http";
    internal const string KeyName = "RootManageSharedAccessKey";
    private readonly List<Action<ServiceBusEmulatorOptions>> configurations = [];
    private readonly List<ProjectResource> projects = [];

    internal ServiceBusEmulatorResource(string name, ParameterResource key)
        : base(name)
    {
        Key = key;
        AmqpEndpoint = new(this, AmqpEndpointName);
        HttpEndpoint = new(this, HttpEndpointName);
    }

    /// <summary>Where it speaks AMQP.</summary>
    public EndpointReference AmqpEndpoint { get; }

    /// <summary>Where it serves <c>/health</c>, the explorer and the management API.</summary>
    public EndpointReference HttpEndpoint { get; }

    /// <summary>The key of its one access rule.</summary>
    public ParameterResource Key { get; }

    /// <summary>What a Service Bus client connects with.</summary>
    public ReferenceExpression ConnectionStringExpression => ConnectionString(AmqpEndpoint);

    /// <summary>What an administration client connects with. Whoever refers to the emulator gets it as <c>NAME_ADMINISTRATIONCONNECTIONSTRING</c>.</summary>
    public ReferenceExpression AdministrationConnectionStringExpression => ConnectionString(HttpEndpoint);

    internal IReadOnlyList<Action<ServiceBusEmulatorOptions>> Configurations => configurations;

    internal IReadOnlyList<ProjectResource> Projects => projects;

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{AmqpEndpoint.Property(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{AmqpEndpoint.Property(EndpointProperty.Port)}")),
        new("AdministrationConnectionString", AdministrationConnectionStringExpression),
    ];

    internal void Configure(Action<ServiceBusEmulatorOptions> configure) => configurations.Add(configure);

    internal void AddProject(ProjectResource project) => projects.Add(project);

    private ReferenceExpression ConnectionString(EndpointReference endpoint) => ReferenceExpression.Create(
        $"Endpoint=sb://{endpoint.Property(EndpointProperty.HostAndPort)};SharedAccessKeyName={KeyName};SharedAccessKey={Key};UseDevelopmentEmulator=true");
}
