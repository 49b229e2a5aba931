using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Shared;

/// <summary>What declares an event: a static partial property of the type <c>TaskEvent&lt;T&gt;</c> in a partial class.</summary>
internal static class EventDeclarations
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxName = 128;

    /// <summary>The attribute that makes a property an event.</summary>
    public static AttributeData? Attribute(ISymbol symbol) => SymbolNames.Ours(symbol, "TaskEventAttribute");

    /// <summary>The name on the wire; null where it is none.</summary>
    public static string? Name(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }] && !string.IsNullOrWhiteSpace(name) && name.Length <= MaxName ? name : null;

    /// <summary>What is said; null where the property is of another type.</summary>
    public static ITypeSymbol? Value(IPropertySymbol property) =>
        property.Type is INamedTypeSymbol { TypeArguments: [{ TypeKind: not TypeKind.Error } value] } type && SymbolNames.IsOurs(type, "TaskEvent") ? value : null;

    /// <summary>What is wrong with the declaration, as what it should be instead; null where nothing is.</summary>
    public static string? Wrong(IPropertySymbol property, CancellationToken cancellation) =>
        !property.IsStatic ? "it is not static"
        : !IsPartial(property, cancellation) ? "it is not partial, so nothing would give it a value"
        : property.IsIndexer || property.GetMethod is null || property.SetMethod is not null ? "it needs a getter and nothing else"
        : property.PartialImplementationPart is not null && !IsGenerated(property.PartialImplementationPart, cancellation) ? "it has a body of its own, which is generated"
        : null;

    private static bool IsPartial(IPropertySymbol property, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is PropertyDeclarationSyntax { Modifiers: var modifiers } && modifiers.Any(static m => m.ValueText == "partial"));

    private static bool IsGenerated(IPropertySymbol property, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences.Any(r => r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
}
