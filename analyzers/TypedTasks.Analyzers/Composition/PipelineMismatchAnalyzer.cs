using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1001: says in the words of a pipeline what the compiler says in the words of operators.</summary>
public sealed class PipelineMismatchAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1001";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The steps do not fit",
        "{0}",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        start.RegisterOperationAction(c => AnalyzeOperator(c, known), OperationKind.Binary);
        start.RegisterOperationAction(c => AnalyzeCall(c, known), OperationKind.Invalid);
    }

    private static void AnalyzeOperator(OperationAnalysisContext context, KnownTypes known)
    {
        var operation = (IBinaryOperation)context.Operation;
        if (operation.OperatorMethod is not null
            || operation.Type is not { TypeKind: TypeKind.Error }
            || operation.OperatorKind is not (BinaryOperatorKind.Or or BinaryOperatorKind.RightShift)
            || Side.Of(operation.LeftOperand, known) is not { } left
            || Side.Of(operation.RightOperand, known) is not { } right)
        {
            return;
        }

        var fit = new Fit(known, context.Compilation);
        var mismatch = new Mismatch(left, right, fit);
        var explanation = operation.OperatorKind == BinaryOperatorKind.Or ? mismatch.ExplainPipe() : mismatch.ExplainSequence();
        Report(context, operation.RightOperand.Syntax, explanation with { Text = explanation.Text + Trail.Of(operation.LeftOperand, known, fit) });
    }

    /// <summary>The same in words: <c>Chain.Of</c>, <c>Then</c>, <c>Group.Of</c>.</summary>
    private static void AnalyzeCall(OperationAnalysisContext context, KnownTypes known)
    {
        if (context.Operation is not { Syntax: InvocationExpressionSyntax call, SemanticModel: { } model }
            || CallMismatch.Explain(call, model, known, context.CancellationToken) is not { } found)
        {
            return;
        }

        Report(context, found.Place, found.Explanation);
    }

    private static void Report(OperationAnalysisContext context, SyntaxNode place, Explanation explanation)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (explanation.Remedy is not null)
            properties = properties.Add(Remedies.Key, explanation.Remedy).Add(Remedies.DataKey, explanation.Data);
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), properties, explanation.Text));
    }
}
