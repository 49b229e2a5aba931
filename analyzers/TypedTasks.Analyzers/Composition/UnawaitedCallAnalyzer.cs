using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1004: a call of the client that is not awaited may fail unseen.</summary>
public sealed class UnawaitedCallAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1004";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A call of the client must be awaited",
        "'{0}' is not awaited{1}: whether it succeeded is never known, and what it throws is lost; await it",
        Rule.Composition,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    private static readonly string[] Watched = ["TypedTasks.ITaskClient", "TypedTasks.TaskHandle`1"];

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        var owners = Watched.Select(known.Find).ToList();
        DroppedValues.Register(
            start,
            value => Call(value) is { TargetMethod: { Name: var name } method }
                && name.EndsWith("Async", StringComparison.Ordinal)
                && owners.Contains(method.ContainingType.OriginalDefinition, SymbolEqualityComparer.Default),
            static (value, how, report) => report(Diagnostic.Create(
                Descriptor, value.Syntax.GetLocation(), Call(value)!.TargetMethod.Name, how)));
    }

    private static IInvocationOperation? Call(IOperation value) =>
        value is IConditionalAccessOperation { WhenNotNull: IInvocationOperation inner } ? inner : value as IInvocationOperation;
}
