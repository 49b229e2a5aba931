using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Schedules;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0025: a schedule knows nothing but the occurrence.</summary>
public sealed class ScheduleParameterAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0025";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A schedule cannot fill the parameters of a task",
        "{0}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) => ScheduleCalls.OnMark(start, static (context, method, mark) =>
    {
        var unbound = ScheduleSettings.Unbound(method).Select(static p => $"'{p.Name}'").ToList();
        var problem = SymbolNames.Task(method) is null ? $"'{method.Name}' has a [Schedule] and is no task: mark it [Task] too, or nothing starts it"
            : unbound.Count == 0 ? LeftOut(method)
            : $"Nothing gives task '{method.Name}' {string.Join(" and ", unbound)} when its schedule starts it: take a ScheduledRun, give the others defaults, or compose the flow with AddSchedule(…, static run => {method.Name}(…))";
        if (problem is not null)
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, mark.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? Location.None, problem));
    });

    private static string? LeftOut(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault(static p => ParameterKinds.Of(p) == ParameterKind.Optional && SymbolNames.IsOurs(p.Type, ScheduleSettings.RunName)) is { } run
            ? $"The schedule of task '{method.Name}' fills required parameters alone, so '{run.Name}' would always have its default: let it be required"
            : null;
}
