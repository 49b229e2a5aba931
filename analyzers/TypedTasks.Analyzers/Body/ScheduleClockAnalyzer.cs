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
        foreach (var operation in ScheduleCalls.Argument(call, "compose")?.Descendants() ?? [])
        {
            var found = operation switch
            {
                IPropertyReferenceOperation { Property: { } property } => OfProperty(property),
                IInvocationOperation { TargetMethod: { } method } => OfMethod(method),
                IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: false, IsConst: false, ContainingType.TypeKind: not TypeKind.Enum } } => State,
                _ => default,
            };
            if (found.Does is not null)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Syntax.GetLocation(), operation.Syntax.ToString(), found.Does, found.Instead));
        }
    });

    private static readonly (string? Does, string? Instead) Clock = ("reads the clock", "take the time of the run, run.Occurrence or run.Date");

    private static readonly (string? Does, string? Instead) Chance = ("is another value each time", "let the task make it, or derive it from the run");

    private static readonly (string? Does, string? Instead) State = ("is static state", "make it a constant or readonly, or let the task read it");

    private static (string? Does, string? Instead) OfProperty(IPropertySymbol property) => (property.ContainingType.Name, property.Name) switch
    {
        ("DateTime" or "DateTimeOffset", "Now" or "UtcNow" or "Today") or ("Environment", "TickCount" or "TickCount64") => Clock,
        ("Random", "Shared") => Chance,
        _ => property is { IsStatic: true, SetMethod: not null } ? State : default,
    };

    private static (string? Does, string? Instead) OfMethod(IMethodSymbol method) => (method.ContainingType.Name, method.Name) switch
    {
        ("TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp") or ("Stopwatch", "GetTimestamp") => Clock,
        ("Guid", "NewGuid" or "CreateVersion7") or ("RandomNumberGenerator", _) or ("Path", "GetRandomFileName") => Chance,
        ("Random", _) => Chance,
        _ => default,
    };
}
