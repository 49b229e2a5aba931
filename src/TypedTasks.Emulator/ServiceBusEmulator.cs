using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Durability;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Http;
using TypedTasks.Emulator.Management;
using TypedTasks.Emulator.Namespaces;
using TypedTasks.Emulator.Network;
using TypedTasks.Emulator.Security;

namespace TypedTasks.Emulator;

/// <summary>A local Service Bus: real AMQP 1.0 on a port of this machine, for development and tests.</summary>
public sealed class ServiceBusEmulator : IAsyncDisposable, IDisposable
{
    private readonly Broker broker;
    private readonly Listener listener;
    private readonly NamespaceTable namespaces;
    private readonly Journal? journal;
    private readonly HttpServer? http;
    private int disposed;

    private ServiceBusEmulator(Broker broker, Listener listener, HttpServer? http, NamespaceTable namespaces, Journal? journal)
    {
        this.journal = journal;
        this.broker = broker;
        this.listener = listener;
        this.http = http;
        this.namespaces = namespaces;
    }

    /// <summary>The port that the emulator listens on for messages, in AMQP.</summary>
    public int Port => listener.EndPoint.Port;

    /// <summary>Failures on purpose.</summary>
    public EmulatorFaults Faults => namespaces.First.Faults;

    /// <summary>The port of <c>/health</c> and of the management API, in HTTP; null if there is none.</summary>
    public int? HttpPort => http?.EndPoint.Port;

    /// <summary>What a Service Bus client needs to connect. It contains the key: do not log it.</summary>
    public string ConnectionString => namespaces.First.ConnectionString;

    /// <summary>What an administration client needs to connect; null without <see cref="HttpPort"/>. It contains the key: do not log it.</summary>
    public string? AdministrationConnectionString => namespaces.First.AdministrationConnectionString;

    /// <summary>What keeps the emulator from serving; null while it is well.</summary>
    internal string? Ailment => Volatile.Read(ref disposed) != 0 ? "The emulator has been stopped." : broker.Ailment;

    /// <summary>Starts an emulator; it listens when this returns.</summary>
    /// <param name="options">How it is set up; by default an empty namespace on a free loopback port.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The running emulator; disposing of it closes every connection.</returns>
    /// <exception cref="SocketException">The port is in use.</exception>
    public static Task<ServiceBusEmulator> StartAsync(
        ServiceBusEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Start(options ?? new()));
    }

    /// <summary>Creates a queue.</summary>
    /// <param name="queue">Its name and behaviour.</param>
    /// <exception cref="ArgumentException">An option is out of range, the name is taken, or it forwards to nothing or in a circle.</exception>
    public void AddQueue(QueueOptions queue) => namespaces.First.AddQueue(queue);

    /// <summary>Creates a topic with its subscriptions.</summary>
    /// <param name="topic">Its name and behaviour.</param>
    /// <exception cref="ArgumentException">An option or a filter is wrong, the name is taken, or a subscription forwards to nothing or in a circle.</exception>
    public void AddTopic(TopicOptions topic) => namespaces.First.AddTopic(topic);

    /// <summary>
    /// Makes a namespace beside the first, in memory, with the queues and topics that the emulator was started with: what one
    /// test has to itself while others run. Its clients differ from others in the name of the key alone.
    /// </summary>
    /// <param name="name">The name of the key that opens it; one that nobody has unless given.</param>
    /// <returns>The namespace; disposing of it throws it away.</returns>
    /// <exception cref="ArgumentException">The name is taken, or cannot be one.</exception>
    /// <exception cref="InvalidOperationException">There are 1,000 already.</exception>
    public EmulatorNamespace CreateNamespace(string? name = null) => namespaces.Create(name);

    /// <summary>The namespaces beside the first, by the names of their keys, whoever made them.</summary>
    /// <returns>Those that there are at this moment.</returns>
    public IReadOnlyList<EmulatorNamespace> GetNamespaces() => namespaces.All();

    /// <summary>Counts the messages of a queue or subscription.</summary>
    /// <param name="queue">The name of the queue, or <c>topic/Subscriptions/name</c>.</param>
    /// <returns>The counts at this moment.</returns>
    /// <exception cref="ArgumentException">There is no such entity.</exception>
    public QueueCounts GetCounts(string queue) => namespaces.First.GetCounts(queue);

    /// <inheritdoc cref="EmulatorNamespace.Advance"/>
    public void Advance(TimeSpan time) => namespaces.First.Advance(time);

    /// <inheritdoc cref="EmulatorNamespace.DeliverScheduled"/>
    public int DeliverScheduled(string? entity = null) => namespaces.First.DeliverScheduled(entity);

    /// <inheritdoc cref="EmulatorNamespace.GetUsage"/>
    public EmulatorUsage GetUsage() => namespaces.First.GetUsage();

    /// <inheritdoc cref="EmulatorNamespace.ResetUsage"/>
    public EmulatorUsage ResetUsage() => namespaces.First.ResetUsage();

    internal static ServiceBusEmulator Start(ServiceBusEmulatorOptions options)
    {
        options.Validate();
        var parts = new Stack<IDisposable>();
        try
        {
            return Start(options, parts);
        }
        catch
        {
            while (parts.TryPop(out var part))
                part.Dispose();
            throw;
        }
    }

#pragma warning disable CA2000 // Whoever calls disposes of the parts if one of them fails.
    private static ServiceBusEmulator Start(ServiceBusEmulatorOptions options, Stack<IDisposable> parts)
    {
        var logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<ServiceBusEmulator>();
        var journal = options.DataFolder is { } folder ? Keep(Journal.Open(new JournalFolder(folder), options.SyncToDisk, logger)) : null;
        var broker = Keep(new Broker(options.TimeProvider, logger, journal, options.ToSettings()));
        var key = new AccessKey(options.SharedAccessKeyName, options.SharedAccessKey ?? AccessKey.NewKey());
        var tls = TlsStream.Options(options.Certificate);
        var context = new ServerContext(broker, key, logger, options.WireTime, tls)
        {
            MaxConnections = options.MaxConnections,
            MaxUnsettled = options.MaxUnsettled,
            Quiet = options.Quiet,
            MessageLimit = (uint)options.MaxMessageBytes,
            IdleLinkTimeout = options.IdleLinkTimeout,
        };
        var listener = Keep(new Listener(context, new IPEndPoint(options.Address, options.Port)));
        var namespaces = new NamespaceTable(context, listener, options);
        var routes = new HttpRoutes(namespaces, new HttpGate(options.Address, options.HostNames, key, options.TimeProvider), broker, logger);
        var http = options.HttpPort is { } port ? Keep(new HttpServer(new IPEndPoint(options.Address, port), routes, tls, options.WireTime, logger, listener.Welcome)) : null;
        namespaces.HttpPort = http?.EndPoint.Port;
        Place(broker, journal?.Definitions() ?? [], options);
        listener.Start();
        Log.Listening(logger, listener.EndPoint);
        http?.Start();
        return new ServiceBusEmulator(broker, listener, http, namespaces, journal);

        T Keep<T>(T part)
            where T : IDisposable
        {
            parts.Push(part);
            return part;
        }
    }
#pragma warning restore CA2000

    private static void Place(Broker broker, Dictionary<string, string?> definitions, ServiceBusEmulatorOptions options)
    {
        options.CheckForwarding(definitions.ContainsKey);
        try
        {
            using (broker.Enter())
            {
                var catalogue = new Catalogue(broker, definitions);
                foreach (var queue in options.Queues)
                    catalogue.Place(queue);
                foreach (var topic in options.Topics)
                    catalogue.Place(topic);
                catalogue.PlaceRest();
            }
        }
        catch (AmqpException refusal)
        {
            throw new ArgumentException(refusal.Message, refusal);
        }
    }

    /// <summary>Closes every connection and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        if (http is not null)
            await http.StopAsync();
        await listener.StopAsync(connection => connection.Close(new(ErrorCondition.ConnectionForced, "The emulator is stopping.")));
        listener.Dispose();
        broker.Dispose();
        journal?.Dispose();
    }

    /// <summary>Closes every connection and stops listening; returns when all of it is done.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
