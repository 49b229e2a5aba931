using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Schedules;

namespace TypedTasks.Analyzers.Body;

/// <summary>TT3006: every process composes the flow of an occurrence, and all must compose the same.</summary>
public sealed class ScheduleClockAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT3006";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The flow of a schedule depends on more than its occurrence",
        "'{0}' {1}, but every process that has the schedule composes the flow of an occurrence, ahead of its time and perhaps again: {2}",
        Rule.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) => ScheduleCalls.OnCall(start, static (context, call) =>
    {
        if (ScheduleCalls.Argument(call, "compose") is not { } compose)
            return;
        var dependences = new Dependences(context.Compilation, compose, context.CancellationToken);
        foreach (var operation in compose.DescendantsAndSelf())
        {
            if (dependences.Of(operation) is not { } found)
                continue;
            var text = operation.Syntax.ToString();
            var way = found.Path.Contains('→') ? $"{found.Does} ({found.Path})" : found.Does;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Syntax.GetLocation(), text, way, found.Instead));
        }
    });
}
