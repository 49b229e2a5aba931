using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1011: a branch takes the failure, or the result, or nothing.</summary>
public sealed class BranchMismatchAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1011";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A branch or compensation does not fit",
        "'{0}' cannot stand in {1} of '{2}': {3}",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (known.Find("TypedTasks.TaskFailure") is not { } failure)
            return;
        start.RegisterOperationAction(
            context =>
            {
                if (context.Operation is not
                    {
                        Syntax: InvocationExpressionSyntax
                        {
                            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Recover" or "OnError" or "OnSuccess" or "CompensateWith" } access,
                            ArgumentList.Arguments: [{ Expression: { } argument }],
                        },
                        SemanticModel: { } model,
                    }
                    || Step(access.Expression, model, known, context.CancellationToken) is not { } step
                    || Step(argument, model, known, context.CancellationToken) is not { } branch)
                {
                    return;
                }

                var name = access.Name.Identifier.ValueText;
                if (Explain(name, step, branch, failure, new Fit(known, model.Compilation)) is { } reason)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, argument.GetLocation(), branch.Text, name, step.Text, reason));
            },
            OperationKind.Invalid);
    }

    private static Side? Step(ExpressionSyntax expression, SemanticModel model, KnownTypes known, CancellationToken cancellation) =>
        model.GetOperation(Side.Unwrapped(expression), cancellation) is { } operation ? Side.Of(operation, known) : null;

    private static string? Explain(string name, Side step, Side branch, INamedTypeSymbol failure, Fit fit)
    {
        var isOnFailure = name is "Recover" or "OnError";
        var given = isOnFailure ? failure : fit.Yields(step);
        if (branch.IsTuple)
        {
            if (TupleForm.Explain(branch, isInput: true, fit, given) is { } form)
                return char.ToLowerInvariant(form.Text[0]) + form.Text.Substring(1);
            var wrong = given is null ? null : branch.Members.FirstOrDefault(m => m.Takes is not null && !fit.IsFit(given, m.Takes));
            return wrong is null ? $"it is a tuple; make it one step, {branch.Text}.Join()" : $"'{wrong.Text}' takes {Fit.Read(wrong.Takes)}, but is given {Given(isOnFailure, given!, fit)}";
        }

        if (branch.Takes is not null && given is not null && !fit.IsFit(given, branch.Takes))
            return $"it takes {Fit.Read(branch.Takes)}, but is given {Given(isOnFailure, given, fit)}; take that, or give it its argument here";

        return name == "Recover" && branch.Yields is not null && fit.Yields(step) is { } result && !fit.IsFit(branch.Yields, result)
            ? $"it yields {(fit.IsUnit(branch.Yields) ? "nothing" : Fit.Read(branch.Yields))}, but stands in for the result, {Fit.Read(result)}"
            : null;
    }

    private static string Given(bool isOnFailure, ITypeSymbol given, Fit fit) =>
        isOnFailure ? "the failure, a TaskFailure" : fit.IsUnit(given) ? "nothing, because the step yields nothing" : $"the result, {Fit.Read(given)}";
}
