namespace TypedTasks.Generated;

/// <summary>A pipeline marked <see cref="PipelineAttribute"/>, as it was drawn when its project was compiled.</summary>
/// <param name="Name">Its name, made of class and member as that of a task: <c>photos.make-card</c>.</param>
/// <param name="Mermaid">A Mermaid flowchart.</param>
public sealed record PipelineDiagram(string Name, string Mermaid);
