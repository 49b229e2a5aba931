using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Body;

/// <summary>Silences what other analyzers say of task methods because they do not see the worker that calls them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskNoiseSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor[] Unused =
    [
        new("TTS0001", "IDE0051", "The worker calls the method"),
        new("TTS0002", "CA1811", "The worker calls the method"),
    ];

    private static readonly SuppressionDescriptor[] Parameters =
    [
        new("TTS0003", "IDE0060", "The parameter is part of the task's wire contract, or injected"),
        new("TTS0004", "CA1801", "The parameter is part of the task's wire contract, or injected"),
    ];

    private static readonly SuppressionDescriptor[] Names =
    [
        new("TTS0005", "VSTHRD200", "The method's name is the name of the task and of its factories"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. Unused, .. Parameters, .. Names];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (KnownTypes.Of(context.Compilation) is not { } known)
            return;
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree)
                continue;
            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
            var symbol = Declared(context.GetSemanticModel(tree), node, context.CancellationToken);
            var method = symbol as IMethodSymbol ?? symbol?.ContainingSymbol as IMethodSymbol;
            if (method is null || SymbolNames.Task(method) is null)
                continue;
            var candidates = symbol is IParameterSymbol ? Parameters : [.. Unused, .. Names];
            if (Array.Find(candidates, d => d.SuppressedDiagnosticId == diagnostic.Id) is { } descriptor)
                context.ReportSuppression(Suppression.Create(descriptor, diagnostic));
        }
    }

    private static ISymbol? Declared(SemanticModel model, SyntaxNode? node, CancellationToken cancellation)
    {
        for (; node is not null; node = node.Parent)
        {
            if (model.GetDeclaredSymbol(node, cancellation) is { } symbol)
                return symbol;
        }

        return null;
    }
}
