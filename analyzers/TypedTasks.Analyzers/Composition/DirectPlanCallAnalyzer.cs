using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
                var factory = Factory(syntax, call.TargetMethod, call.SemanticModel!, context.CancellationToken);
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.Expression.GetLocation(), call.TargetMethod.Name, $"{factory}(…)"));
            },
            OperationKind.Invocation);

    /// <summary>The factory as it is called there: neither <c>this</c> nor another variable leads to it.</summary>
    internal static string Factory(InvocationExpressionSyntax call, IMethodSymbol task, SemanticModel model, CancellationToken cancellation)
    {
        var owner = task.ContainingType;
        var name = SyntaxFacts.GetKeywordKind(task.Name) == SyntaxKind.None ? task.Name : "@" + task.Name;
        if (call.Expression is MemberAccessExpressionSyntax access && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(access.Expression, cancellation).Symbol, owner))
            return $"{access.Expression}.Tasks.{name}";
        // Inside the class that is the bare name; in a class derived from it, or elsewhere, it may be another's.
        var nearest = model.LookupSymbols(call.SpanStart, name: "Tasks").FirstOrDefault();
        return nearest is INamedTypeSymbol tasks && !SymbolEqualityComparer.Default.Equals(tasks.ContainingType, owner) || !IsInside(call, owner, model, cancellation)
            ? $"{owner.ToMinimalDisplayString(model, call.SpanStart)}.Tasks.{name}"
            : $"Tasks.{name}";
    }

    private static bool IsInside(SyntaxNode node, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellation)
    {
        for (var t = model.GetEnclosingSymbol(node.SpanStart, cancellation)?.ContainingType; t is not null; t = t.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, type))
                return true;
        }

        return false;
    }

    private static bool IsPlan(IMethodSymbol method, KnownTypes known)
    {
        // Most calls are of methods that return something else, and that is seen by the type alone.
        var type = method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var awaited] } ? awaited : method.ReturnType;
        return type.SpecialType == SpecialType.None && Side.OfType(type, "", known) is not null;
    }
}
