using TypedTasks.Generators.Emitting;

namespace TypedTasks.Generators.Models;

/// <summary>A class or interface with task methods.</summary>
/// <param name="Namespace">Its namespace, or empty.</param>
/// <param name="Headers">The declarations that enclose it and its own, outermost first, such as <c>partial class Photos</c>.</param>
/// <param name="Name">Its full name without <c>global::</c>, as people read it.</param>
/// <param name="Type">The class as C#.</param>
/// <param name="IsPublic">Whether other assemblies see it.</param>
/// <param name="IsContract">Whether it is an interface, whose tasks are run elsewhere.</param>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Factories">How the class of its factories is declared.</param>
/// <param name="CanRank">Whether the language knows which of several factories is meant by their priority.</param>
/// <param name="Activation">How an instance is made; null when no task needs one.</param>
/// <param name="Members">Names that the user has taken in the class.</param>
/// <param name="Tasks">The task methods.</param>
/// <param name="JsonShapes">The types in their signatures whose JSON metadata the generator writes.</param>
internal sealed record TaskClass(
    string Namespace,
    EquatableArray<string> Headers,
    string Name,
    string Type,
    bool IsPublic,
    bool IsContract,
    string Assembly,
    NestedClass Factories,
    bool CanRank,
    Activation? Activation,
    EquatableArray<string> Members,
    EquatableArray<TaskMethod> Tasks,
    EquatableArray<JsonShape> JsonShapes)
{
    public TaskInvokers Invokers => new(Name, Type, TaskInvokers.Own, Assembly, IsPublic && Tasks.Any(static t => t.IsPublic), Activation, Tasks, IsContract, default);

    public string HintName => $"{GeneratedFile.Unique(Name)}.Signatures.g.cs";
}
