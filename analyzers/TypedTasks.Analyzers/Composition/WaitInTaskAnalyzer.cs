using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1009: a task that waits for another holds a slot that the other needs.</summary>
public sealed class WaitInTaskAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1009";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task must not wait for a flow",
        "Task '{0}' waits for the result of another flow ({1}): it holds one of the worker's slots until then, and when all slots wait so, none of them ends; make the other flow a step before this one",
        Rule.Composition,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (known.Find("TypedTasks.TaskHandle`1") is not { } handle)
            return;
        var paths = new WaitPaths(start.Compilation, handle);
        OnTaskBody(start, known, (block, method) => block.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (paths.From(call.TargetMethod, context.CancellationToken) is { } path)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), method.Name, $"{method.Name} → {path}"));
            },
            OperationKind.Invocation));
    }
}
