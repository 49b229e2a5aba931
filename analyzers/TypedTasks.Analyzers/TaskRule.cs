using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers;

/// <summary>What every rule has in common: it is silent in generated code and where the runtime is not referenced.</summary>
public abstract class TaskRule : DiagnosticAnalyzer
{
    private protected TaskRule(params DiagnosticDescriptor[] descriptors) => SupportedDiagnostics = [.. descriptors];

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Of(start.Compilation) is { } known)
                Register(start, known);
        });
    }

    internal abstract void Register(CompilationStartAnalysisContext start, KnownTypes known);

    /// <summary>Registers what looks at one task method at a time.</summary>
    private protected static void OnTask(
        CompilationStartAnalysisContext start,
        KnownTypes known,
        Action<SymbolAnalysisContext, IMethodSymbol, AttributeData> analyze) =>
        start.RegisterSymbolAction(
            context =>
            {
                var method = (IMethodSymbol)context.Symbol;
                if (SymbolNames.Task(method) is { } attribute)
                    analyze(context, method, attribute);
            },
            SymbolKind.Method);

    /// <summary>Registers what looks at a class with task methods of its own.</summary>
    private protected static void OnTaskClass(
        CompilationStartAnalysisContext start,
        KnownTypes known,
        Action<SymbolAnalysisContext, INamedTypeSymbol, IReadOnlyList<IMethodSymbol>> analyze) =>
        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (TaskCandidates.Marked(type) is { Count: > 0 } tasks)
                    analyze(context, type, tasks);
            },
            SymbolKind.NamedType);

    /// <summary>Registers what looks at the body of a task.</summary>
    private protected static void OnTaskBody(
        CompilationStartAnalysisContext start,
        KnownTypes known,
        Action<OperationBlockStartAnalysisContext, IMethodSymbol> analyze) =>
        start.RegisterOperationBlockStartAction(block =>
        {
            if (block.OwningSymbol is IMethodSymbol method && SymbolNames.Task(method) is not null)
                analyze(block, method);
        });
}
