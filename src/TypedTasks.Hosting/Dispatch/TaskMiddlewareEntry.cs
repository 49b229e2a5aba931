namespace TypedTasks.Hosting.Dispatch;

/// <summary>Middleware that was added.</summary>
/// <param name="Name">Its type, for messages.</param>
/// <param name="Where">Which tasks it concerns; null for all.</param>
/// <param name="Create">Takes it from the services of a run.</param>
internal sealed record TaskMiddlewareEntry(string Name, Func<TaskRoute, bool>? Where, Func<IServiceProvider, ITaskMiddleware> Create);
