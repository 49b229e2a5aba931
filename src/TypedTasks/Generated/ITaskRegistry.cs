using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Generated;

/// <summary>The tasks of one assembly. The generator writes one per assembly, and the call that adds it.</summary>
public interface ITaskRegistry
{
    /// <summary>The tasks.</summary>
    IReadOnlyList<TaskDefinition> Tasks { get; }

    /// <summary>The pipelines that are marked <see cref="PipelineAttribute"/>, as diagrams.</summary>
    IReadOnlyList<PipelineDiagram> Pipelines => [];

    /// <summary>The schedules of tasks that are marked <see cref="ScheduleAttribute"/>.</summary>
    IReadOnlyList<ScheduleDefinition> Schedules => [];

    /// <summary>The events that properties marked <see cref="TaskEventAttribute"/> declare.</summary>
    IReadOnlyList<EventDefinition> Events => [];

    /// <summary>Finds the types of arguments and results, in this order, before the serializer's own reflection.</summary>
    IReadOnlyList<IJsonTypeInfoResolver> JsonResolvers { get; }
}
