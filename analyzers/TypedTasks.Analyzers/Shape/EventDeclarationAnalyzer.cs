using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0027: an event is declared by a static partial property of a partial class.</summary>
public sealed class EventDeclarationAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0027";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A property cannot declare an event",
        "'{0}' declares no event, because {1}: write 'public static partial TaskEvent<T> {0} {{ get; }}' in a partial class",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(
            static context =>
            {
                var property = (IPropertySymbol)context.Symbol;
                if (EventDeclarations.Attribute(property) is { } attribute && Explain(property, attribute, context.CancellationToken) is { } reason)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, property.Locations[0], property.Name, reason));
            },
            SymbolKind.Property);

    private static string? Explain(IPropertySymbol property, AttributeData attribute, CancellationToken cancellation) =>
        property.Type.TypeKind == TypeKind.Error ? null
        : EventDeclarations.Wrong(property, cancellation) is { } wrong ? wrong
        : EventDeclarations.Value(property) is null ? $"its type is {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}"
        : EventDeclarations.Name(attribute) is null ? $"its name is empty or has more than {EventDeclarations.MaxName} characters"
        : TaskHolder.Obstacle(property.ContainingType, cancellation) is { Type: var type } ? $"'{type.Name}' is not a partial class that generated code can add to"
        : null;
}
