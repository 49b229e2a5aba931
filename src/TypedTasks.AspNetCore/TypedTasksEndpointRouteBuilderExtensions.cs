using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using TypedTasks.AspNetCore;

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
}
