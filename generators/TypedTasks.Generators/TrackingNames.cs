namespace TypedTasks.Generators;

/// <summary>The steps of the pipeline, by which tests ask whether an edit left them cached.</summary>
internal static class TrackingNames
{
    public const string Classes = nameof(Classes);
    public const string Invokers = nameof(Invokers);
    public const string Implementations = nameof(Implementations);
    public const string Entries = nameof(Entries);
    public const string JsonShapes = nameof(JsonShapes);
    public const string Pipelines = nameof(Pipelines);
    public const string PipelineEntries = nameof(PipelineEntries);
    public const string Events = nameof(Events);
    public const string EventEntries = nameof(EventEntries);
    public const string EventShapes = nameof(EventShapes);
    public const string Assembly = nameof(Assembly);
    public const string Registry = nameof(Registry);
    public const string JsonTypes = nameof(JsonTypes);

    public static readonly string[] All = [Classes, Invokers, Implementations, Entries, JsonShapes, Pipelines, PipelineEntries, Events, EventEntries, EventShapes, Assembly, Registry, JsonTypes];
}
