namespace TypedTasks;

/// <summary>
/// On a method or a property that returns a signature: the generator draws what it composes. The diagram is a constant of the
/// member's name in the nested class <c>Pipelines</c>, a Mermaid flowchart, and <see cref="TypedTasks.Generated.ITaskRegistry.Pipelines"/>
/// lists it, so that documentation and dashboards can show it. The class must be partial.
/// </summary>
/// <remarks>
/// It is drawn when the project is compiled, from the source: operators, tuples, groups, <c>Each</c>, scopes, locals, and other
/// members of the project that are one expression. What cannot be followed, such as a condition, is drawn as one node with its
/// own text, less arguments. A list that is made when the program runs is drawn once. A diagram of what a call really made is
/// what <see cref="DiagramExtensions.ToMermaid"/> gives.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class PipelineAttribute : Attribute;
