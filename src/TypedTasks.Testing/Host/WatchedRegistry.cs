using System.Text.Json.Serialization.Metadata;
using TypedTasks.Generated;

namespace TypedTasks.Testing;

internal sealed class WatchedRegistry(ITaskRegistry inner, StepWatch watch, IReadOnlySet<string> implemented) : ITaskRegistry
{
    public IReadOnlyList<TaskDefinition> Tasks { get; } = [.. inner.Tasks.Select(t => watch.Wrap(t, implemented.Contains(t.Name)))];

    public IReadOnlyList<PipelineDiagram> Pipelines => inner.Pipelines;

    public IReadOnlyList<ScheduleDefinition> Schedules => inner.Schedules;

    public IReadOnlyList<EventDefinition> Events => inner.Events;

    public IReadOnlyList<IJsonTypeInfoResolver> JsonResolvers => inner.JsonResolvers;
}
