using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator.Configuration;

namespace TypedTasks.Emulator;

/// <summary>How an emulator is set up.</summary>
public sealed class ServiceBusEmulatorOptions
{
    private const int SmallestMessage = 4 * 1024;
    private const int LargestMessage = 256 * 1024;

    /// <summary>The address to listen on; anything but loopback needs a <see cref="Certificate"/>, or <see cref="AllowInsecure"/>.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port to listen on; zero takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The port of <c>/health</c> and of the management API; zero takes a free one, null serves neither.</summary>
    public int? HttpPort { get; set; } = 0;

    /// <summary>The names by which others reach the emulator, where it is more than localhost; the first is used in connection strings.</summary>
    public IList<string> HostNames { get; } = [];

    /// <summary>
    /// The certificate, with its key, by which both ports speak TLS and nothing else; without encryption unless set. See
    /// <see cref="EmulatorCertificate"/>. The caller disposes of it after the emulator.
    /// </summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Listens on an address that others can reach, without encryption.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>The queues that exist from the start.</summary>
    public IList<QueueOptions> Queues { get; } = [];

    /// <summary>The topics that exist from the start.</summary>
    public IList<TopicOptions> Topics { get; } = [];

    /// <summary>The folder that keeps messages beyond the process; in memory unless set.</summary>
    public string? DataFolder { get; set; }

    /// <summary>
    /// Acknowledges only what the disk has confirmed. Otherwise acknowledged means written: it survives the end of the
    /// process, however sudden, and not the loss of power.
    /// </summary>
    public bool SyncToDisk { get; set; }

    /// <summary>
    /// The bytes that one message may have, as every link announces it, so that an application can be tried on a broker that
    /// takes less: 4 KB to 256 KB, 256 KB by default.
    /// </summary>
    public int MaxMessageBytes { get; set; } = LargestMessage;

    /// <summary>The name of the one access rule.</summary>
    public string SharedAccessKeyName { get; set; } = "RootManageSharedAccessKey";

    /// <summary>The key of the access rule; a random one for each run unless set.</summary>
    public string? SharedAccessKey { get; set; }

    /// <summary>The clock of locks, schedules and expiry.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the emulator logs to.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Adds the entities of a <c>Config.json</c> of the official emulator.</summary>
    /// <param name="json">The text of the file.</param>
    /// <exception cref="FormatException">It is not such a file, or asks for something that is not supported; the text says where.</exception>
    public void AddConfiguration(string json) => ConfigurationReader.Read(json, this);

    /// <summary>The clock of heartbeats and idle connections: peers live by the real one.</summary>
    internal TimeProvider WireTime { get; set; } = TimeProvider.System;

    /// <summary>For how long a connection is quiet before it gives its buffers and its thread back.</summary>
    internal TimeSpan Quiet { get; set; } = TimeSpan.FromSeconds(2);

    internal int MaxConnections { get; set; } = 5000;

    internal int MaxUnsettled { get; set; } = 128 * 1024;

    internal void Validate()
    {
        if (!IPAddress.IsLoopback(Address) && Certificate is null && !AllowInsecure)
        {
            throw new ArgumentException(
                $"The address {Address} can be reached from outside: set a Certificate to speak TLS there, or AllowInsecure to listen without encryption.");
        }

        if (Certificate is { HasPrivateKey: false }) throw new ArgumentException("The certificate has no private key: load it together with its key.");
        if (Port is < 0 or > 65535) throw new ArgumentException($"The port {Port} is out of range.");
        if (HttpPort is < 0 or > 65535) throw new ArgumentException($"The HTTP port {HttpPort} is out of range.");
        if (MaxMessageBytes is < SmallestMessage or > LargestMessage)
            throw new ArgumentException($"A message of at most {MaxMessageBytes} bytes is out of range: MaxMessageBytes is {SmallestMessage} to {LargestMessage}.");
        if (HttpPort == Port && Port != 0) throw new ArgumentException($"AMQP and HTTP cannot share the port {Port}.");
        foreach (var name in HostNames)
            if (Uri.CheckHostName(name) == UriHostNameType.Unknown) throw new ArgumentException($"'{name}' is not a host name.");
        if (string.IsNullOrWhiteSpace(SharedAccessKeyName) || SharedAccessKeyName.Contains(';', StringComparison.Ordinal))
            throw new ArgumentException("The name of the access rule must not be empty or contain a semicolon.");
        if (SharedAccessKey is { } key && (key.Length == 0 || key.Contains(';', StringComparison.Ordinal)))
            throw new ArgumentException("The access key must not be empty or contain a semicolon.");
        foreach (var queue in Queues) queue.Validate();
        foreach (var topic in Topics) topic.Validate();
    }
}
