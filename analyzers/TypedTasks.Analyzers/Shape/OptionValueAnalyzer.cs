using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0016: constants that an option refuses when the line runs.</summary>
public sealed class OptionValueAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0016";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A value of an option is out of range",
        "{0} is given {1}, which {2}: {3}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        var options = known.Find("TypedTasks.OptionExtensions");
        var policy = known.Find("TypedTasks.RetryPolicy");
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                var method = call.TargetMethod;
                if (Factories.Is(method, known))
                {
                    foreach (var given in call.Arguments)
                    {
                        if (Values.Whole(given.Value.ConstantValue.Value) is { } half && !Expected.IsAt(call))
                            Report(context, given.Value, $"'{given.Parameter!.Name}' of {method.Name}", half, "it is refused when the flow is enqueued");
                    }

                    return;
                }

                if (!SymbolEqualityComparer.Default.Equals(method.ContainingType, options) || call.Arguments.Length < 2)
                    return;
                var argument = call.Arguments[call.Arguments.Length - 1].Value;
                if (Problem(method.Name, argument) is { } problem && !Expected.IsAt(call))
                    Report(context, argument, method.Name, problem);
            },
            OperationKind.Invocation);
        start.RegisterOperationAction(
            context =>
            {
                var assignment = (ISimpleAssignmentOperation)context.Operation;
                if (assignment.Target is not IPropertyReferenceOperation { Property: { } property }
                    || !SymbolEqualityComparer.Default.Equals(property.ContainingType, policy))
                {
                    return;
                }

                var problem = property.Name == "MaxRetries" ? Retries(assignment.Value)
                    : ConstantTime.Of(assignment.Value) is { Ticks: < 0 } ? "is less than zero" : null;
                if (problem is not null && !Expected.IsAt(assignment))
                    Report(context, assignment.Value, property.Name, problem);
            },
            OperationKind.SimpleAssignment);
    }

    private static string? Problem(string option, IOperation value) => option switch
    {
        "WithRetry" => Retries(value),
        "WithTimeout" => ConstantTime.Of(value) is { Ticks: <= 0 } ? "is not more than zero" : null,
        "WithDelay" => ConstantTime.Of(value) is { Ticks: < 0 } ? "is less than zero" : null,
        "OnQueue" => value.ConstantValue.Value is string queue ? Values.Queue(queue) : null,
        "Named" => value.ConstantValue.Value is string name && name.Trim().Length == 0 ? "is blank" : Values.Whole(value.ConstantValue.Value),
        "WithId" => value.ConstantValue.Value is string id ? Values.FlowId(id) : null,
        "WithHeader" or "WithOrderingKey" => Values.Whole(value.ConstantValue.Value),
        _ => null,
    };

    private static string? Retries(IOperation value) => value.ConstantValue.Value is int retries ? Values.Retries(retries) : null;

    private static void Report(OperationAnalysisContext context, IOperation value, string option, string problem, string consequence = "the call throws when it runs") =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), option, value.Syntax.ToString(), problem, consequence));
}
