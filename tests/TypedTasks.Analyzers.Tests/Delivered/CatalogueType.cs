namespace TypedTasks.Analyzers.Tests.Delivered;

/// <summary>A type, and expressions that make values of it.</summary>
internal sealed record CatalogueType(string Name, params string[] Values);
