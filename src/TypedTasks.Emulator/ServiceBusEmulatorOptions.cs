using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator.Configuration;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator;

/// <summary>How an emulator is set up.</summary>
public sealed class ServiceBusEmulatorOptions
{
    private const int SmallestMessage = 4 * 1024;
    private int? maxMessageBytes;

    /// <summary>The address to listen on, that of loopback by default; anything but loopback needs a <see cref="Certificate"/>, or <see cref="AllowInsecure"/>.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port to listen on, 0 to 65,535; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The port of <c>/health</c> and of the management API, 0 to 65,535; 0, the default, takes a free one, null serves neither.</summary>
    public int? HttpPort { get; set; } = 0;

    /// <summary>The names by which others reach the emulator, where it is more than localhost, the default; the first is used in connection strings.</summary>
    public IList<string> HostNames { get; } = [];

    /// <summary>
    /// The certificate, with its key, by which both ports speak TLS and nothing else; none by default: no encryption. See
    /// <see cref="EmulatorCertificate"/>. The caller disposes of it after the emulator.
    /// </summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Listens on an address that others can reach, without encryption; false by default.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>The queues that exist from the start.</summary>
    public IList<QueueOptions> Queues { get; } = [];

    /// <summary>The topics that exist from the start.</summary>
    public IList<TopicOptions> Topics { get; } = [];

    /// <summary>The folder that keeps messages beyond the process; none by default: they are in memory.</summary>
    public string? DataFolder { get; set; }

    /// <summary>
    /// Acknowledges only what the disk has confirmed; false by default. Otherwise acknowledged means written: it survives the end of the
    /// process, however sudden, and not the loss of power.
    /// </summary>
    public bool SyncToDisk { get; set; }

    /// <summary>The tier that the emulator stands for: what is allowed, and how much in a second; <see cref="EmulatorTier.Unlimited"/> by default.</summary>
    public EmulatorTier Tier { get; set; }

    /// <summary>
    /// The bytes that one message may have, as every link announces it, so that an application can be tried on a broker that
    /// takes less: 4 KB to 256 KB, or to 1 MB in the tier <see cref="EmulatorTier.Premium"/>; as many as the tier has by default.
    /// </summary>
    public int MaxMessageBytes
    {
        get => maxMessageBytes ?? TierRules.LargestMessage(Tier);
        set => maxMessageBytes = value;
    }

    /// <summary>
    /// For how long a link may be idle before it is detached with <c>amqp:link:detach-forced</c>, as the service does after ten
    /// minutes, the default. It goes by <see cref="TimeProvider"/>. More than zero, or <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    public TimeSpan IdleLinkTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether a message that its receiver released counts as one more failed delivery. No by default, as AMQP has it; what the
    /// service does is disputed, so a program can be tried on both.
    /// </summary>
    public bool ReleasedCountsAsDelivery { get; set; }

    /// <summary>
    /// How long a message is on its way at most when it goes by way of one entity to another: in a transaction, or because the
    /// entity forwards. Zero to one day, zero by default: it has arrived when the transaction is committed. The service promises no such thing.
    /// It goes by <see cref="TimeProvider"/>.
    /// </summary>
    public TimeSpan TransferDelay { get; set; }

    /// <summary>
    /// Whether every message takes another part of <see cref="TransferDelay"/>, so that those by way of several entities arrive in
    /// any order; false by default. Those by way of one entity to one other stay in theirs.
    /// </summary>
    public bool ReordersTransfers { get; set; }

    /// <summary>From where the parts of <see cref="ReordersTransfers"/> are drawn, 0 by default: the same seed draws the same ones.</summary>
    public int TransferSeed { get; set; }

    /// <summary>The name of the one access rule, without a semicolon; <c>RootManageSharedAccessKey</c> by default.</summary>
    public string SharedAccessKeyName { get; set; } = "RootManageSharedAccessKey";

    /// <summary>The key of the access rule, without a semicolon; a random one for each run by default.</summary>
    public string? SharedAccessKey { get; set; }

    /// <summary>
    /// Makes each other name of the key open a namespace of its own, with the queues and topics configured here: tests that
    /// run at the same time then only differ in the <c>SharedAccessKeyName</c> of their connection strings. A namespace is
    /// made, in memory, when its name is first used. False by default. See also <see cref="ServiceBusEmulator.CreateNamespace"/>.
    /// </summary>
    public bool IsolateByKeyName { get; set; }

    /// <summary>The clock of locks, schedules and expiry; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the emulator logs to; nowhere by default, in a host to its loggers.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Adds the entities of a <c>Config.json</c> of the official emulator, of a template as <c>bicep build</c> writes it, or of
    /// a plan or state as <c>terraform show -json</c> does.
    /// </summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="parameters">Values of the template's parameters, for those that have no default and are needed.</param>
    /// <exception cref="FormatException">
    /// It is no such file, asks for something that is not supported, or for what is not known before a deployment; the text says where.
    /// </exception>
    public void AddConfiguration(string json, IReadOnlyDictionary<string, string>? parameters = null) =>
        ConfigurationFile.Read(json, this, parameters ?? new Dictionary<string, string>());

    /// <summary>The clock of heartbeats and idle connections: peers live by the real one.</summary>
    internal TimeProvider WireTime { get; set; } = TimeProvider.System;

    /// <summary>For how long a connection is quiet before it gives its buffers and its thread back.</summary>
    internal TimeSpan Quiet { get; set; } = TimeSpan.FromSeconds(2);

    internal int MaxConnections { get; set; } = 5000;

    internal int MaxUnsettled { get; set; } = 128 * 1024;

    internal BrokerSettings ToSettings() => new()
    {
        Tier = Tier,
        ReleasedCountsAsDelivery = ReleasedCountsAsDelivery,
        TransferDelay = TransferDelay,
        ReordersTransfers = ReordersTransfers,
        TransferSeed = TransferSeed,
    };

    internal void Validate()
    {
        if (!IPAddress.IsLoopback(Address) && Certificate is null && !AllowInsecure)
        {
            throw new ArgumentException(
                $"The address {Address} can be reached from outside: set a Certificate to speak TLS there, or AllowInsecure to listen without encryption.");
        }

        if (Certificate is { HasPrivateKey: false })
            throw new ArgumentException("The certificate has no private key: load it together with its key.");
        if (Port is < 0 or > 65535)
            throw new ArgumentException($"The port {Port} is out of range.");
        if (HttpPort is < 0 or > 65535)
            throw new ArgumentException($"The HTTP port {HttpPort} is out of range.");
        if (!Enum.IsDefined(Tier))
            throw new ArgumentException($"The tier {Tier} is not known.");
        if (MaxMessageBytes < SmallestMessage || MaxMessageBytes > TierRules.LargestMessage(Tier))
            throw new ArgumentException($"A message of at most {MaxMessageBytes} bytes is out of range: MaxMessageBytes is {SmallestMessage} to {TierRules.LargestMessage(Tier)}.");
        if (IdleLinkTimeout <= TimeSpan.Zero && IdleLinkTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentException($"An idle time of links of {IdleLinkTimeout} is out of range: IdleLinkTimeout is more than zero, or infinite.");
        if (TransferDelay < TimeSpan.Zero || TransferDelay > TimeSpan.FromDays(1))
            throw new ArgumentException($"A delay of transfers of {TransferDelay} is out of range: TransferDelay is zero to one day.");
        if (HttpPort == Port && Port != 0)
            throw new ArgumentException($"AMQP and HTTP cannot share the port {Port}.");
        foreach (var name in HostNames)
            if (Uri.CheckHostName(name) == UriHostNameType.Unknown)
                throw new ArgumentException($"'{name}' is not a host name.");
        if (string.IsNullOrWhiteSpace(SharedAccessKeyName) || SharedAccessKeyName.Contains(';', StringComparison.Ordinal))
            throw new ArgumentException("The name of the access rule must not be empty or contain a semicolon.");
        if (SharedAccessKey is { } key && (key.Length == 0 || key.Contains(';', StringComparison.Ordinal)))
            throw new ArgumentException("The access key must not be empty or contain a semicolon.");
        foreach (var queue in Queues)
        {
            queue.Validate();
            TierRules.Check(Tier, queue);
        }

        foreach (var topic in Topics)
        {
            topic.Validate();
            TierRules.Check(Tier, topic);
        }

        // A data folder may know entities that are not declared: then the start looks once more, when it has read the folder.
        CheckForwarding(isKnown: _ => DataFolder is not null);
    }

    /// <summary>Refuses entities that pass on to nothing, to themselves or in circles.</summary>
    internal void CheckForwarding(Func<string, bool> isKnown)
    {
        var graph = ForwardGraph.Of(Queues, Topics, isKnown);
        foreach (var queue in Queues)
            graph.Check(queue);
        foreach (var topic in Topics)
            foreach (var subscription in topic.Subscriptions)
                graph.Check(topic.Name, subscription);
    }
}
