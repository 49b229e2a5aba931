namespace TypedTasks.Hosting.Tests;

/// <summary>Tests that listen to the whole process, and those that need nobody to listen: one at a time, with nothing beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ListeningCollection
{
    public const string Name = "Listening";
}
