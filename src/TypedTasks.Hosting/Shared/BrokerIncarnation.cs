using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Hosting.Shared;

/// <summary>A broker in this process that keeps nothing: what lies in it is gone with the process.</summary>
internal sealed class BrokerIncarnation(IServiceProvider services)
{
    /// <summary>The key of the text that such a broker adds, another one in each process; empty for one that keeps its messages.</summary>
    public const string Key = "TypedTasks.BrokerIncarnation";

    /// <summary>What a flow is said to have failed by whose messages are gone with such a broker.</summary>
    public const string LostType = "TypedTasks.BrokerLost";

    /// <summary>What tells it from the one of another process; null where the broker keeps its messages, or is elsewhere.</summary>
    public string? Id { get; } = services.GetKeyedService<string>(Key) is { Length: > 0 } id ? id : null;
}
