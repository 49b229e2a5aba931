using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Parsing;

namespace TypedTasks.Analyzers.Shape;

/// <summary>The names of tasks on the wire, as the generator gives them.</summary>
internal static class TaskNaming
{
    /// <summary>The property that a diagnostic carries when there is a name to give.</summary>
    public const string Suggestion = nameof(Suggestion);

    /// <summary>The property that says which name several tasks have.</summary>
    public const string Disputed = nameof(Disputed);

    public static string? Explicit(AttributeData attribute) => TaskNames.Given(attribute);

    public static string Of(IMethodSymbol method, AttributeData attribute) => TaskNames.Of(method, attribute);

    /// <summary>The name, and then those that it had before.</summary>
    public static IEnumerable<string> All(IMethodSymbol method, AttributeData attribute)
    {
        var name = Of(method, attribute);
        return TaskNames.Aliases(attribute, name).Prepend(name);
    }
}
