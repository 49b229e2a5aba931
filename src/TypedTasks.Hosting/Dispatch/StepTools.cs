using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What every step that runs here needs.</summary>
internal sealed class StepTools(
    FlowStore store, TaskCatalog catalog, TimeProvider time, IOptions<WorkerOptions> options, ILoggerFactory loggers, IServiceProvider services)
{
    /// <summary>The category of what tasks log by their context.</summary>
    public const string LoggerName = "TypedTasks.Task";

    /// <summary>Where it reports to.</summary>
    public FlowStore Store { get; } = store;

    /// <summary>The name of the worker.</summary>
    public string Worker { get; } = options.Value.Name;

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>What tasks log to.</summary>
    public ILogger Logger { get; } = loggers.CreateLogger(LoggerName);

    /// <summary>How the flows that tasks start are written.</summary>
    public JsonSerializerOptions Json { get; } = catalog.Json;

    /// <summary>What tasks start other flows by.</summary>
    public Func<ITaskClient> Client { get; } = services.GetRequiredService<ITaskClient>;
}
