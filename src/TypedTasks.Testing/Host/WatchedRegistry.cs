using System.Text.Json.Serialization.Metadata;
using TypedTasks.Generated;

namespace TypedTasks.Testing;

internal sealed class WatchedRegistry(ITaskRegistry inner, StepWatch watch) : ITaskRegistry
{
    public IReadOnlyList<TaskDefinition> Tasks { get; } = [.. inner.Tasks.Select(watch.Wrap)];

    public IReadOnlyList<PipelineDiagram> Pipelines => inner.Pipelines;

    public IReadOnlyList<IJsonTypeInfoResolver> JsonResolvers => inner.JsonResolvers;
}
