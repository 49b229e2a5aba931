namespace TypedTasks.Generators.Models;

/// <summary>How an instance of a class with task methods is made and put away.</summary>
/// <param name="Parameters">The parameters of the constructor.</param>
/// <param name="Members">The required members that the constructor leaves to its caller.</param>
/// <param name="Disposal">How it is put away.</param>
internal sealed record Activation(EquatableArray<TaskParameter> Parameters, EquatableArray<TaskParameter> Members, Disposal Disposal)
{
    public bool NeedsServices => Parameters.Count + Members.Count > 0;
}
