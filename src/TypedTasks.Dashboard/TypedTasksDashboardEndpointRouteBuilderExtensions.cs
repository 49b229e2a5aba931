using Microsoft.AspNetCore.Builder;
using TypedTasks.Dashboard;
using TypedTasks.Dashboard.Routes;

namespace Microsoft.AspNetCore.Routing;

/// <summary>The dashboard of TypedTasks.</summary>
public static class TypedTasksDashboardEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves the dashboard: see a flow, and mend it. Closed unless policies are named (<see cref="TypedTasksDashboardOptions.ReadPolicy"/>, <see cref="TypedTasksDashboardOptions.OperatePolicy"/>); without them it is open
    /// on loopback in the Development environment alone. Several, each with the <see cref="TypedTasksDashboardOptions.Services"/> and a title of its own, lead to each other. Every page and action works without scripts; addresses are relative, so that it works behind any base path.
    /// </summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="pattern">The path under which it is served; <c>/tasks</c> by default.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>What conventions, such as rate limits, are added to.</returns>
    /// <exception cref="ArgumentException">The trace address is not absolute, or has no <c>{traceId}</c>.</exception>
    public static IEndpointConventionBuilder MapTypedTasksDashboard(this IEndpointRouteBuilder endpoints, string pattern = "/tasks", Action<TypedTasksDashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var options = new TypedTasksDashboardOptions();
        configure?.Invoke(options);
        if (options.TraceUrl is { } trace && !(trace.Contains("{traceId}", StringComparison.Ordinal) && Uri.TryCreate(trace.Replace("{traceId}", "0", StringComparison.Ordinal), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw new ArgumentException($"{nameof(TypedTasksDashboardOptions)}.{nameof(options.TraceUrl)} is '{trace}': write an absolute http or https address with {{traceId}} in it.", nameof(configure));
        var group = endpoints.MapGroup(pattern);
        var set = DashboardSet.Of(endpoints);
        set.Add(pattern, options);
        new DashboardRoutes(options, set).Map(group);
        return group;
    }
}
