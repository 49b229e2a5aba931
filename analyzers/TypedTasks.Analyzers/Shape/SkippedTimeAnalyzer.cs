using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Schedules;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0026: on one night a year that time does not come.</summary>
public sealed class SkippedTimeAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0026";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A clock change can skip the time of a schedule",
        "When clocks are put forward in {0} there is no {1}: the occurrence of that day then comes at the next valid minute; take another time, or UTC, where that matters",
        Rule.Shape,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        ScheduleCalls.OnMark(start, static (context, _, mark) =>
        {
            if (ScheduleSettings.TextOf(mark, ScheduleSettings.TimeZone) is { } zone && ScheduleSettings.CronOf(mark) is { } cron && Skipped(cron, zone) is { } time)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, ScheduleCalls.LocationOf(mark, null, context.CancellationToken), zone, time));
        });
        ScheduleCalls.OnCall(start, static (context, call) =>
        {
            if (ScheduleCalls.Argument(call, "cron") is { ConstantValue.Value: string cron } argument
                && ScheduleCalls.Assigned(call, ScheduleSettings.TimeZone)?.ConstantValue.Value is string zone
                && Skipped(cron, zone) is { } time)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, argument.Syntax.GetLocation(), zone, time));
            }
        });
    }

    private static string? Skipped(string cron, string zone)
    {
        foreach (var (hour, minute) in CronText.Read(cron, out _)?.Times ?? [])
        {
            if (Zones.Skips(zone, hour, minute))
                return string.Format(CultureInfo.InvariantCulture, "{0:00}:{1:00}", hour, minute);
        }

        return null;
    }
}
