namespace TypedTasks.Generators.Models;

/// <summary>A type whose JSON is the generator's matter: one that is made of others, so that no context has to name it, or one that is written under another.</summary>
/// <param name="Type">The type as C#.</param>
/// <param name="Factory">The expression that makes its metadata from <c>options</c>; empty for a type with a root.</param>
/// <param name="Root">The type that it is written under, or empty.</param>
internal sealed record JsonShape(string Type, string Factory, string Root = "");
