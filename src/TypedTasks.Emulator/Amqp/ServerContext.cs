using System.Net.Security;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Network;
using TypedTasks.Emulator.Security;

namespace TypedTasks.Emulator.Amqp;

/// <summary>What all connections to one namespace share, and beyond <see cref="Broker"/> all connections of the server.</summary>
internal sealed record ServerContext(Broker Broker, AccessKey Key, ILogger Logger, TimeProvider WireTime, SslServerAuthenticationOptions? Tls = null)
{
    public const uint MaxFrameSize = 64 * 1024;
    public const uint IdleTimeoutMilliseconds = 240_000;
    public const int MaxSessions = 255;
    public const int MaxLinks = 4096;

    public required int MaxConnections { get; init; }

    /// <summary>How many deliveries of one session may wait for their settlement.</summary>
    public required int MaxUnsettled { get; init; }

    /// <summary>For how long a link may be idle; zero for ever.</summary>
    public TimeSpan IdleLinkTimeout { get; init; }

    /// <summary>The bytes that one message may have, as links announce it.</summary>
    public uint MessageLimit { get; init; } = 256 * 1024;

    /// <summary>Milliseconds of the wire's clock, which only ever counts intervals.</summary>
    public long WireNow => (long)WireTime.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>For how long a connection is quiet before it gives its buffers and its thread back.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(2);

    public IdleRoom IdleRoom { get; } = new();

    public string ContainerId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Finds a namespace by the name of a key that was proved; null where there is only this one.</summary>
    public Func<string, ServerContext?>? Namespaces { get; set; }

    /// <summary>The namespace that a key name opens, if any.</summary>
    public ServerContext? At(string keyName) => Namespaces is null ? keyName == Key.Name ? this : null : Namespaces(keyName);
}
