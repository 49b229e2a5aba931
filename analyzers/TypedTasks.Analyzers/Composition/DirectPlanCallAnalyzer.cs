using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1006: the bare name is the method itself, not its factory.</summary>
public sealed class DirectPlanCallAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1006";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task that returns a signature is called directly",
        "'{0}' is called here, in this process, and not sent as a step: what it plans is built at once, and one that plans itself never ends; write {1}",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (!IsPlan(call.TargetMethod, known) || SymbolNames.Task(call.TargetMethod) is null || call.Syntax is not InvocationExpressionSyntax syntax)
                    return;
                var owner = syntax.Expression is MemberAccessExpressionSyntax access ? $"{access.Expression}." : "";
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, syntax.Expression.GetLocation(), call.TargetMethod.Name, $"{owner}Tasks.{call.TargetMethod.Name}(…)"));
            },
            OperationKind.Invocation);

    private static bool IsPlan(IMethodSymbol method, KnownTypes known)
    {
        // Most calls are of methods that return something else, and that is seen by the type alone.
        var type = method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var awaited] } ? awaited : method.ReturnType;
        return type.SpecialType == SpecialType.None && Side.OfType(type, "", known) is not null;
    }
}
