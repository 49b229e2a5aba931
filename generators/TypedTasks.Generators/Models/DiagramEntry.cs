namespace TypedTasks.Generators.Models;

/// <summary>What the registry needs of a pipeline.</summary>
/// <param name="PipelineName">Its name in the registry.</param>
/// <param name="Name">The constant that holds its diagram.</param>
internal sealed record DiagramEntry(string PipelineName, string Name);
