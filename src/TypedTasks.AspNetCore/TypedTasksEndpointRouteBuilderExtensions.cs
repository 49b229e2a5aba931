using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TypedTasks.AspNetCore;
using TypedTasks.AspNetCore.Api;

namespace Microsoft.AspNetCore.Routing;

/// <summary>Endpoints of TypedTasks.</summary>
public static class TypedTasksEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves links to events (<see cref="TypedTasks.IEventLinks"/>) at <c>PATTERN/TOKEN</c>: GET shows a page with the answers and changes nothing, for mail scanners follow links; POST raises the event. The token is all that is asked for,
    /// so serve it over HTTPS, and keep its URLs out of logs.
    /// </summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="pattern">The path under which they are served; <c>/events</c> by default.</param>
    /// <returns>What conventions, such as rate limits, are added to.</returns>
    public static IEndpointConventionBuilder MapTypedTasksEvents(this IEndpointRouteBuilder endpoints, string pattern = "/events")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var group = endpoints.MapGroup(pattern);
        group.MapGet("/{token}", EventPage.ShowAsync);
        group.MapPost("/{token}", EventPage.RaiseAsync);
        return group;
    }

    /// <summary>
    /// Serves what is known of flows as JSON, and lets people mend them: docs/api.md. Routes that look ask for one policy, those that change something for another (<see cref="TypedTasksApiOptions"/>); it is closed unless they are named.
    /// Whatever changes something needs a reason, and is written down with who did it.
    /// </summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="pattern">The path under which they are served; <c>/tasks/api</c> by default.</param>
    /// <param name="configure">Names the policies.</param>
    /// <returns>What conventions, such as rate limits, are added to.</returns>
    public static IEndpointConventionBuilder MapTypedTasksApi(this IEndpointRouteBuilder endpoints, string pattern = "/tasks/api", Action<TypedTasksApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var options = new TypedTasksApiOptions();
        configure?.Invoke(options);
        var group = endpoints.MapGroup(pattern).WithTags("TypedTasks");
        var read = group.MapGroup("");
        read.Guard(options.ReadPolicy, nameof(TypedTasksApiOptions.ReadPolicy));
        read.AddEndpointFilter(new Guarding());
        ReadRoutes.Map(read);
        WorkerRoutes.MapReading(read);
        var operate = group.MapGroup("");
        operate.Guard(options.OperatePolicy, nameof(TypedTasksApiOptions.OperatePolicy));
        operate.AddEndpointFilter(new Guarding());
        OperateRoutes.Map(operate);
        WorkerRoutes.MapOperating(operate);
        return group;
    }
}
