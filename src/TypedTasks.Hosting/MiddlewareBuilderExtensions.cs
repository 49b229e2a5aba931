using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Dispatch;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds middleware: code of yours around each run of a task, and around each flow that is enqueued.</summary>
public static class MiddlewareBuilderExtensions
{
    /// <summary>
    /// Adds middleware around the runs of tasks in this process, within what was added before it. It is taken from the service scope of each run: registered as scoped, unless you have registered it otherwise.
    /// </summary>
    /// <typeparam name="TMiddleware">The middleware.</typeparam>
    /// <param name="builder">What <c>AddTypedTasks</c> returned.</param>
    /// <param name="where">Which tasks it concerns, asked once for each task and queue: <c>static t => t.Queue == "cpu"</c>. Null for all.</param>
    public static TypedTasksBuilder AddTaskMiddleware<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(
        this TypedTasksBuilder builder, Func<TaskRoute, bool>? where = null)
        where TMiddleware : class, ITaskMiddleware
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<TMiddleware>();
        builder.Services.AddSingleton(new TaskMiddlewareEntry(typeof(TMiddleware).Name, where, static s => s.GetRequiredService<TMiddleware>()));
        return builder;
    }

    /// <summary>
    /// Adds middleware around the flows that this process enqueues or sends, within what was added before it. There is one of it: registered as a singleton, unless you have registered it otherwise.
    /// </summary>
    /// <typeparam name="TMiddleware">The middleware.</typeparam>
    /// <param name="builder">What <c>AddTypedTasks</c> returned.</param>
    /// <param name="where">Which flows it concerns: <c>static f => f.Tasks.Contains("photos.resize")</c>. Null for all.</param>
    public static TypedTasksBuilder AddEnqueueMiddleware<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(
        this TypedTasksBuilder builder, Func<EnqueueInvocation, bool>? where = null)
        where TMiddleware : class, IEnqueueMiddleware
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TMiddleware>();
        builder.Services.AddSingleton(s => new EnqueueMiddlewareEntry(typeof(TMiddleware).Name, where, s.GetRequiredService<TMiddleware>()));
        return builder;
    }
}
