using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1007: two imported classes have tasks of one name.</summary>
public sealed class AmbiguousFactoryAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1007";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The factory is ambiguous",
        "'{0}' may be the task of {1}, because each is imported with 'using static': write {2}",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterOperationAction(
            context =>
            {
                if (context.Operation is not { Syntax: InvocationExpressionSyntax { Expression: SimpleNameSyntax name }, SemanticModel: { } model })
                    return;
                var owners = Owners(model, name, known, context.CancellationToken);
                if (owners.Count < 2)
                    return;
                var text = name.Identifier.ValueText;
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor,
                    name.GetLocation(),
                    text,
                    string.Join(" or of ", owners.Select(o => $"'{Read(o.ContainingType, model, name)}'")),
                    string.Join(" or ", owners.Select(o => $"{Read(o, model, name)}.{text}(…)"))));
            },
            OperationKind.Invalid);

    /// <summary>The classes of factories that a call could mean, where the compiler cannot say which.</summary>
    internal static IReadOnlyList<INamedTypeSymbol> Owners(SemanticModel model, SimpleNameSyntax name, KnownTypes known, CancellationToken cancellation) =>
    [
        .. model.GetSymbolInfo(name, cancellation).CandidateSymbols
            .OfType<IMethodSymbol>()
            .Where(m => m is { IsStatic: true, ContainingType: { Name: "Tasks", ContainingType: not null } } && Side.OfType(m.ReturnType, "", known) is not null)
            .Select(static m => m.ContainingType)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .OrderBy(static t => t.ToDisplayString(), StringComparer.Ordinal),
    ];

    internal static string Read(INamedTypeSymbol type, SemanticModel model, SyntaxNode place) => type.ToMinimalDisplayString(model, place.SpanStart);
}
