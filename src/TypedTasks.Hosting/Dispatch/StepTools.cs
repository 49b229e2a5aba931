using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What every step that runs here needs.</summary>
/// <param name="Store">Where it reports to.</param>
/// <param name="Worker">The name of the worker.</param>
/// <param name="Time">Its clock.</param>
/// <param name="Logger">What tasks log to.</param>
/// <param name="Client">What tasks start other flows by.</param>
internal sealed record StepTools(FlowStore Store, string Worker, TimeProvider Time, ILogger Logger, Func<ITaskClient> Client);
