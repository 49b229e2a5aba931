namespace TypedTasks.Hosting.Client;

/// <summary>Middleware that was added.</summary>
/// <param name="Name">Its type, for messages.</param>
/// <param name="Where">Which flows it concerns; null for all.</param>
/// <param name="Middleware">The one that there is.</param>
internal sealed record EnqueueMiddlewareEntry(string Name, Func<EnqueueInvocation, bool>? Where, IEnqueueMiddleware Middleware);
