using Azure.Core;

namespace TypedTasks.ServiceBus;

/// <summary>How the transport reaches Service Bus and how patient it is.</summary>
public sealed class ServiceBusOptions
{
    /// <summary>
    /// The connection string of an Azure namespace or of an emulator
    /// (<c>Endpoint=sb://localhost;SharedAccessKeyName=…;SharedAccessKey=…;UseDevelopmentEmulator=true</c>). None by default: then <see cref="FullyQualifiedNamespace"/> has to be there.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The host of an Azure namespace, <c>name.servicebus.windows.net</c>, when <see cref="Credential"/> opens it instead of a connection string. None by default.</summary>
    public string? FullyQualifiedNamespace { get; set; }

    /// <summary>The Entra ID credential for <see cref="FullyQualifiedNamespace"/>, for instance a <c>DefaultAzureCredential</c>. None by default.</summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>
    /// Whether hand-offs are transactions; true by default. Without them a step that is interrupted between sending and settling sends again, and
    /// only duplicate detection, within its window, keeps that from running twice.
    /// </summary>
    public bool UseTransactions { get; set; } = true;

    /// <summary>
    /// Whether steps may run twice unnoticed: accepts queues without duplicate detection, and with <see cref="UseTransactions"/>
    /// off namespaces of the Basic tier. False by default.
    /// </summary>
    public bool AllowDuplicates { get; set; }

    /// <summary>Whether queues that are consumed and do not exist are made at start; the credentials need the right Manage. False by default.</summary>
    public bool EnsureTopology { get; set; }

    /// <summary>
    /// The connection string of the management API, where it is not the usual place: the same host by HTTPS, and for an emulator
    /// at port 5672 the port 5300. None by default. With it the settings of queues are checked at start.
    /// </summary>
    public string? AdministrationConnectionString { get; set; }

    /// <summary>
    /// How long an open link may bring nothing before the queue is asked whether messages lie in it; more than zero, 5 minutes by default,
    /// <see cref="Timeout.InfiniteTimeSpan"/> never asks.
    /// </summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a send is repeated, with the same message id, before it is given up; more than zero, 30 s by default.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for one answer of the broker: to a connect, an attach, a token, a management request or a settlement; more than zero, 20 s by default.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The first pause before a lost connection is opened again; it doubles with every failure. More than zero, 100 ms by default.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two attempts to connect; <see cref="ReconnectDelay"/> or more, 30 s by default.</summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a token made from a shared access key is valid; it is renewed at 80 % of that. More than zero, 20 minutes by default.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>How many transfers of one queue wait for their acknowledgement at most; 1 to 10,000, 100 by default.</summary>
    public int MaxTransfersInFlight { get; set; } = 100;

    /// <summary>How many transactions a consumed queue has open at once; 1 to 100, 3 by default.</summary>
    public int MaxTransactionsInFlight { get; set; } = 3;

    /// <summary>How many messages, completions included, hand-offs that share a transaction make up at most; 2 to 100, 32 by default.</summary>
    public int MaxMessagesPerTransaction { get; set; } = 32;
}
