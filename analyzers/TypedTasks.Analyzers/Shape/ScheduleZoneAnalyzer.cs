using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Schedules;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0024: a zone that is not known; the application would not start.</summary>
public sealed class ScheduleZoneAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0024";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The time zone of a schedule is not known",
        "'{0}' is no IANA time zone that this version knows: {1}",
        Rule.Shape,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        ScheduleCalls.OnMark(start, static (context, _, mark) =>
        {
            if (ScheduleSettings.TextOf(mark, ScheduleSettings.TimeZone) is { } zone && !Zones.Has(zone))
                context.ReportDiagnostic(Create(zone, ScheduleCalls.LocationOf(mark, ScheduleSettings.TimeZone, context.CancellationToken)));
        });
        start.RegisterOperationAction(
            static context =>
            {
                var assignment = (ISimpleAssignmentOperation)context.Operation;
                if (ScheduleCalls.IsOption(assignment, ScheduleSettings.TimeZone) && assignment.Value.ConstantValue.Value is string zone && !Zones.Has(zone))
                    context.ReportDiagnostic(Create(zone, assignment.Value.Syntax.GetLocation()));
            },
            OperationKind.SimpleAssignment);
    }

    private static Diagnostic Create(string zone, Location location) =>
        Diagnostic.Create(Descriptor, location, zone, Zones.Like(zone) is { } like ? $"do you mean '{like}'?" : "write a name such as 'Europe/Paris' or 'UTC'");
}
