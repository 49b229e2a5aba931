using TypedTasks.Generators.Emitting;

namespace TypedTasks.Generators.Models;

/// <summary>A property marked <c>[TaskEvent]</c>.</summary>
/// <param name="Namespace">The namespace of its class, or empty.</param>
/// <param name="Headers">The declarations that enclose it, outermost first.</param>
/// <param name="Class">The full name of its class without <c>global::</c>, as people read it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Modifiers">How it is declared, up to <c>partial</c>.</param>
/// <param name="EventName">The name of the event on the wire.</param>
/// <param name="Value">The type of what is said, as C# with annotations.</param>
/// <param name="ValueKey">The same without annotations.</param>
/// <param name="Field">The name of the field that holds it.</param>
/// <param name="JsonShapes">The types in what is said whose JSON metadata the generator writes.</param>
internal sealed record TaskEventProperty(
    string Namespace,
    EquatableArray<string> Headers,
    string Class,
    string Name,
    string Modifiers,
    string EventName,
    string Value,
    string ValueKey,
    string Field,
    EquatableArray<JsonShape> JsonShapes)
{
    public TaskEventEntry Entry => new(EventName, ValueKey, $"{Class}.{Name}");

    public string HintName => $"{GeneratedFile.Unique($"{Class}.{Name}")}.Event.g.cs";
}
