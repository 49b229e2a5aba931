namespace TypedTasks.Generated;

/// <summary>A task as its attribute describes it, and as the application wants it.</summary>
/// <param name="Declared">As the attribute describes it.</param>
/// <param name="Wanted">As it is with what configuration says; the same object where that says nothing.</param>
internal sealed record KnownTask(TaskDefinition Declared, TaskDefinition Wanted)
{
    public string Name => Wanted.Name;
}
