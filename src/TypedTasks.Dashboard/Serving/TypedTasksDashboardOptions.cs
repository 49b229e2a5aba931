using System.Diagnostics.CodeAnalysis;

namespace TypedTasks.Dashboard;

/// <summary>How the dashboard is served.</summary>
public sealed class TypedTasksDashboardOptions
{
    /// <summary>What it is called at the top of each page; <c>TypedTasks</c> by default.</summary>
    public string Title { get; set; } = "TypedTasks";

    /// <summary>
    /// The authorization policy that lets somebody look. Null, the default: nobody may, except on loopback in the Development environment.
    /// </summary>
    public string? ReadPolicy { get; set; }

    /// <summary>
    /// The authorization policy that lets somebody retry, cancel and change. Null, the default: nobody may, except on loopback in the Development environment. Who may operate needs the right to read, too.
    /// </summary>
    public string? OperatePolicy { get; set; }

    /// <summary>Where traces are shown: an absolute address with <c>{traceId}</c> in it, such as <c>https://traces.example/trace/{traceId}</c>. Null, the default: trace ids are shown as text.</summary>
    [SuppressMessage("Design", "CA1056:URI-like properties should not be strings", Justification = "It has a hole, which no Uri has.")]
    public string? TraceUrl { get; set; }

    /// <summary>The container that has the client of the flows to be shown; null, the default, for that of the application. With one per store, several stores are shown by one application.</summary>
    public IServiceProvider? Services { get; set; }
}
