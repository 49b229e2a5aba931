using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Shared;

/// <summary>The last part of a name as it is written.</summary>
internal static class LastName
{
    /// <summary><c>Task</c> of <c>TypedTasks.Task</c>; null where there is no name.</summary>
    public static string? Of(NameSyntax? name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };
}
