using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>How long a message waits for a worker that can deal with it: one that knows its task, or has the store of its flow.</summary>
internal sealed class Grace(IOptions<WorkerOptions> options, TimeProvider time, IServiceProvider services)
{
    /// <summary>The key of the service that a broker in this process adds: nobody else could know the task then.</summary>
    public const string InProcessBroker = "TypedTasks.InProcessBroker";

    private static readonly TimeSpan Default = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly TimeSpan grace = options.Value.UnknownTaskGrace
        ?? (services.GetKeyedService<object>(InProcessBroker) is null ? Default : TimeSpan.Zero);

    /// <summary>The pause before a message whose task nobody here knows is looked at again; null where its grace is over.</summary>
    public TimeSpan? ForTask(TaskMessage message) => PauseOf(message, grace);

    /// <summary>When the grace of a message whose task nobody here knows is over.</summary>
    public DateTimeOffset TaskUntil(TaskMessage message) => (message.FirstArrivedAt ?? time.GetUtcNow()) + grace;

    /// <summary>The pause before a message of another store is looked at again; null where its grace is over. A broker in this process may serve others too.</summary>
    public TimeSpan? ForStore(TaskMessage message) => PauseOf(message, options.Value.UnknownTaskGrace ?? Default);

    private TimeSpan? PauseOf(TaskMessage message, TimeSpan grace)
    {
        var now = time.GetUtcNow();
        var rest = (message.FirstArrivedAt ?? now) + grace - now;
        if (rest <= TimeSpan.Zero)
            return null;
        var pause = Doubling.Pause(First, Longest, message.Deferral);
        return pause < rest ? pause : rest;
    }
}
