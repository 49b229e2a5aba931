using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Parsing;

namespace TypedTasks.Analyzers.Shape;

/// <summary>The names of tasks on the wire, as the generator gives them.</summary>
internal static class TaskNaming
{
    /// <summary>The property that a diagnostic carries when there is a name to give.</summary>
    public const string Suggestion = nameof(Suggestion);

    public static string? Explicit(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }] && name.Trim().Length > 0 ? name : null;

    public static string Of(IMethodSymbol method, AttributeData attribute) =>
        Explicit(attribute) ?? TaskNames.Default(method.ContainingType.Name, method.Name);

    /// <summary>The name, and then those that it had before.</summary>
    public static IEnumerable<string> All(IMethodSymbol method, AttributeData attribute)
    {
        var name = Of(method, attribute);
        return TaskNames.Aliases(attribute, name).Prepend(name);
    }
}
