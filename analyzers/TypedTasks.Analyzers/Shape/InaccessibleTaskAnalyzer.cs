using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0006: generated code must be able to name the method and its class.</summary>
public sealed class InaccessibleTaskAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0006";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task must be accessible",
        "'{0}' is {1}, so no factory is generated for {2}: make it internal or public",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        OnTask(start, known, static (context, method, _) =>
        {
            if (method.MethodKind == MethodKind.Ordinary && !TaskHolder.IsVisible(method) && Hides(method) is { } how)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], method.Name, how, "it"));
        });
        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                var how = type.IsFileLocal ? "visible in its file only" : TaskHolder.IsVisible(type) ? null : Hides(type);
                if (how is null || TaskCandidates.Within(type).Select(static m => m.Name).Distinct(StringComparer.Ordinal).ToList() is not { Count: > 0 } tasks)
                    return;
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, type.Locations[0], type.Name, how, $"its tasks ({string.Join(", ", tasks)})"));
            },
            SymbolKind.NamedType);
    }

    private static string? Hides(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => null,
    };
}
