namespace TypedTasks.Generators.Models;

/// <summary>A member marked <c>[Pipeline]</c>.</summary>
/// <param name="Name">The constant that holds its diagram.</param>
/// <param name="PipelineName">Its name in the registry.</param>
/// <param name="Mermaid">The diagram.</param>
/// <param name="IsPublic">Whether the member is public.</param>
internal sealed record Pipeline(string Name, string PipelineName, string Mermaid, bool IsPublic);
