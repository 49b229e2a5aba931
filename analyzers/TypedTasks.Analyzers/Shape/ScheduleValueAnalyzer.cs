using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Schedules;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0023: what a schedule says that cannot be; the application would not start.</summary>
public sealed class ScheduleValueAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0023";

    private const int MostName = 200;

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A schedule says what cannot be",
        "The {0} '{1}' {2}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        ScheduleCalls.OnMark(start, static (context, method, mark) =>
        {
            Check(context, mark, ScheduleSettings.Name, NameOf(method, mark), "name", name => Name(name, method, mark));
            Check(context, mark, null, ScheduleSettings.CronOf(mark), "cron expression", static cron => CronText.Read(cron, out var problem) is null ? problem : null);
            Check(context, mark, ScheduleSettings.Missed, ScheduleSettings.TextOf(mark, ScheduleSettings.Missed), "value of Missed", Missed);
            Check(context, mark, ScheduleSettings.Jitter, ScheduleSettings.TextOf(mark, ScheduleSettings.Jitter), "value of Jitter", Jitter);
            Check(
                context, mark, ScheduleSettings.Version, ScheduleSettings.NumberOf(mark, ScheduleSettings.Version, 1).ToString(CultureInfo.InvariantCulture), "value of Version",
                static version => version is "0" || version[0] == '-' ? "is less than 1" : null);
        });
        ScheduleCalls.OnCall(start, static (context, call) =>
        {
            if (ScheduleCalls.Argument(call, "name") is { ConstantValue.Value: string name } named && Name(name) is { } wrong)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, named.Syntax.GetLocation(), "name", name, wrong));
            if (ScheduleCalls.Argument(call, "cron") is { ConstantValue.Value: string cron } argument && CronText.Read(cron, out var problem) is null)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, argument.Syntax.GetLocation(), "cron expression", cron, problem));
        });
    }

    private static void Check(SymbolAnalysisContext context, AttributeData mark, string? property, string? value, string what, Func<string, string?> check)
    {
        if (value is not null && check(value) is { } problem)
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, ScheduleCalls.LocationOf(mark, property, context.CancellationToken), what, value, problem));
    }

    private static string? NameOf(IMethodSymbol method, AttributeData mark) =>
        ScheduleSettings.TextOf(mark, ScheduleSettings.Name) ?? (SymbolNames.Task(method) is { } task ? TaskNames.Of(method, task) : null);

    private static string? Name(string name) => string.IsNullOrWhiteSpace(name) || name.Length > MostName ? $"has no letter, or more than {MostName} characters" : null;

    // Of other classes it is told when the host starts: to look there costs every edit.
    private static string? Name(string name, IMethodSymbol method, AttributeData mark)
    {
        if (Name(name) is { } wrong)
            return wrong;
        foreach (var other in method.ContainingType.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (var earlier in ScheduleSettings.Of(other))
            {
                if (earlier.ApplicationSyntaxReference?.Span == mark.ApplicationSyntaxReference?.Span)
                    return null;
                if (NameOf(other, earlier) == name)
                    return $"is that of another schedule of '{other.Name}': give one of them a Name of its own";
            }
        }

        return null;
    }

    private static string? Missed(string text) => text is "none" or "latest" ? null
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var window) && window > TimeSpan.Zero && window <= TimeSpan.FromDays(366) ? null
        : "is neither none, nor latest, nor a window of at most 366 days such as 1.00:00:00";

    private static string? Jitter(string text) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var jitter) && jitter >= TimeSpan.Zero && jitter <= TimeSpan.FromDays(1)
        ? null : "is no time from zero to one day, such as 00:05:00";
}
