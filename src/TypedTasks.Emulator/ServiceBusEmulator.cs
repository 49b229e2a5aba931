using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Durability;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Security;

namespace TypedTasks.Emulator;

/// <summary>A local Service Bus: real AMQP 1.0 on a port of this machine, for development and tests.</summary>
public sealed class ServiceBusEmulator : IAsyncDisposable
{
    private readonly Broker _broker;
    private readonly Listener _listener;
    private readonly AccessKey _key;
    private readonly Journal? _journal;
    private int _disposed;

    private ServiceBusEmulator(Broker broker, Listener listener, AccessKey key, Journal? journal)
    {
        _journal = journal;
        _broker = broker;
        _listener = listener;
        _key = key;
        Faults = new EmulatorFaults(broker, listener);
    }

    /// <summary>The port that the emulator listens on.</summary>
    public int Port => _listener.EndPoint.Port;

    /// <summary>Failures on purpose.</summary>
    public EmulatorFaults Faults { get; }

    /// <summary>What a Service Bus client needs to connect. It contains the key: do not log it.</summary>
    public string ConnectionString => $"Endpoint=sb://{Host}:{Port};{_key.ConnectionStringPart};UseDevelopmentEmulator=true";

    private string Host => _listener.EndPoint.Address switch
    {
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"[{address}]",
        var address when address.Equals(IPAddress.Any) => IPAddress.Loopback.ToString(),
        var address => address.ToString(),
    };

    /// <summary>Starts an emulator; it listens when this returns.</summary>
    /// <param name="options">How it is set up; by default an empty namespace on a free loopback port.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The running emulator; disposing of it closes every connection.</returns>
    /// <exception cref="SocketException">The port is in use.</exception>
    public static Task<ServiceBusEmulator> StartAsync(
        ServiceBusEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new();
        options.Validate();
        var logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<ServiceBusEmulator>();
        var journal = options.DataFolder is { } folder ? Journal.Open(folder, options.SyncToDisk, logger) : null;
        var broker = new Broker(options.TimeProvider, logger, journal);
        var key = new AccessKey(options.SharedAccessKeyName, options.SharedAccessKey ?? AccessKey.NewKey());
        Listener listener;
        try
        {
            listener = new Listener(new ServerContext(broker, key, logger, options.WireTime), new IPEndPoint(options.Address, options.Port));
        }
        catch
        {
            broker.Dispose();
            journal?.Dispose();
            throw;
        }

        var emulator = new ServiceBusEmulator(broker, listener, key, journal);
        try
        {
            foreach (var queue in options.Queues) emulator.AddQueue(queue);
            foreach (var topic in options.Topics) emulator.AddTopic(topic);
        }
        catch
        {
            listener.Dispose();
            broker.Dispose();
            journal?.Dispose();
            throw;
        }

        listener.Start();
        Log.Listening(logger, listener.EndPoint);
        return Task.FromResult(emulator);
    }

    /// <summary>Creates a queue.</summary>
    /// <param name="queue">Its name and behaviour.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the name is taken.</exception>
    public void AddQueue(QueueOptions queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        queue.Validate();
        using (_broker.Enter())
            if (!_broker.Directory.TryAdd(queue)) throw new ArgumentException($"The queue '{queue.Name}' exists already.");
    }

    /// <summary>Creates a topic with its subscriptions.</summary>
    /// <param name="topic">Its name and behaviour.</param>
    /// <exception cref="ArgumentException">An option or a filter is wrong, or the name is taken.</exception>
    public void AddTopic(TopicOptions topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        topic.ToQueue().Validate();
        foreach (var subscription in topic.Subscriptions) subscription.ToQueue().Validate();
        try
        {
            using (_broker.Enter())
                if (!_broker.Directory.TryAdd(topic)) throw new ArgumentException($"The entity '{topic.Name}' exists already.");
        }
        catch (AmqpException refusal)
        {
            throw new ArgumentException(refusal.Message, refusal);
        }
    }

    /// <summary>Counts the messages of a queue or subscription.</summary>
    /// <param name="queue">The name of the queue, or <c>topic/Subscriptions/name</c>.</param>
    /// <returns>The counts at this moment.</returns>
    /// <exception cref="ArgumentException">There is no such entity.</exception>
    public QueueCounts GetCounts(string queue)
    {
        using (_broker.Enter())
        {
            var found = _broker.Directory.FindSource(EntityAddress.Parse(queue)) ?? throw new ArgumentException($"There is no entity '{queue}'.");
            return new(found.ActiveCount, found.ScheduledCount, found.DeferredCount, found.SubQueues.DeadLetterCount, found.SubQueues.TransferDeadLetterCount);
        }
    }

    /// <summary>Closes every connection and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _listener.StopAsync(connection => connection.Close(new(ErrorCondition.ConnectionForced, "The emulator is stopping.")));
        _listener.Dispose();
        _broker.Dispose();
        _journal?.Dispose();
    }
}
