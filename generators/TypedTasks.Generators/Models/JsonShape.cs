namespace TypedTasks.Generators.Models;

/// <summary>A type that is neither a primitive nor the user's own, so that no context has to name it.</summary>
/// <param name="Type">The type as C#.</param>
/// <param name="Factory">The expression that makes its metadata from <c>options</c>.</param>
internal sealed record JsonShape(string Type, string Factory);
