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

    /// <summary>Registers what looks at one event at a time, and at what is said.</summary>
    private protected static void OnEvent(CompilationStartAnalysisContext start, Action<SymbolAnalysisContext, IPropertySymbol, ITypeSymbol> analyze) =>
        start.RegisterSymbolAction(
            context =>
            {
                var property = (IPropertySymbol)context.Symbol;
                if (EventDeclarations.Attribute(property) is not null && EventDeclarations.Value(property) is { } value)
                    analyze(context, property, value);
            },
            SymbolKind.Property);

    /// <summary>What a rule calls the value of an event.</summary>
    private protected static string ValueOf(IPropertySymbol property) => $"The value of event '{property.Name}'";

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
