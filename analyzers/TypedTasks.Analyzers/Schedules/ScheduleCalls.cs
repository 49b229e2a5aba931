using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Schedules;

/// <summary>Finds where schedules are written: <c>[Schedule]</c> and <c>AddSchedule</c>.</summary>
internal static class ScheduleCalls
{
    /// <summary>Whether a call is <c>AddSchedule</c>.</summary>
    public static bool Is(IInvocationOperation call) =>
        call.TargetMethod is { Name: "AddSchedule", ContainingType: { Name: "TypedTasksScheduleExtensions" } type } && SymbolNames.Is(type, SymbolNames.Injection, type.Name);

    /// <summary>An argument by the name of its parameter.</summary>
    public static IOperation? Argument(IInvocationOperation call, string parameter) => call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter)?.Value;

    /// <summary>What the options of a call assign to a property, where it is constant.</summary>
    public static IOperation? Assigned(IInvocationOperation call, string property) => Argument(call, "configure")?.Descendants()
        .OfType<ISimpleAssignmentOperation>()
        .FirstOrDefault(a => IsOption(a, property))?.Value;

    /// <summary>Whether an assignment is to a property of the options of a schedule.</summary>
    public static bool IsOption(ISimpleAssignmentOperation assignment, string property) =>
        assignment.Target is IPropertyReferenceOperation { Property: { ContainingType: { } type } target } && target.Name == property && SymbolNames.IsOurs(type, "ScheduleOptions");

    /// <summary>Where an argument of an attribute is written; the attribute as a whole where that is not known.</summary>
    public static Location LocationOf(AttributeData attribute, string? property, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
            return Location.None;
        var argument = syntax.ArgumentList?.Arguments.FirstOrDefault(a => property is null ? a.NameEquals is null : a.NameEquals?.Name.Identifier.ValueText == property);
        return argument?.Expression.GetLocation() ?? syntax.GetLocation();
    }

    /// <summary>Registers what looks at the marks of methods.</summary>
    public static void OnMark(CompilationStartAnalysisContext start, Action<SymbolAnalysisContext, IMethodSymbol, AttributeData> analyze) => start.RegisterSymbolAction(
        context =>
        {
            var method = (IMethodSymbol)context.Symbol;
            foreach (var schedule in ScheduleSettings.Of(method))
                analyze(context, method, schedule);
        },
        SymbolKind.Method);

    /// <summary>Registers what looks at calls of <c>AddSchedule</c>.</summary>
    public static void OnCall(CompilationStartAnalysisContext start, Action<OperationAnalysisContext, IInvocationOperation> analyze) => start.RegisterOperationAction(
        context =>
        {
            if (context.Operation is IInvocationOperation call && Is(call))
                analyze(context, call);
        },
        OperationKind.Invocation);
}
