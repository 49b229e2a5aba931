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
        start.RegisterOperationAction(c => AnalyzeTarget(c, ((IVariableInitializerOperation)c.Operation).Value, known), OperationKind.VariableInitializer);
        start.RegisterOperationAction(c => AnalyzeTarget(c, ((IReturnOperation)c.Operation).ReturnedValue, known), OperationKind.Return);
        start.RegisterOperationAction(c => AnalyzeTarget(c, ((ISimpleAssignmentOperation)c.Operation).Value, known), OperationKind.SimpleAssignment);
        start.RegisterOperationAction(c => AnalyzeCompound(c, known), OperationKind.CompoundAssignment);
        start.RegisterOperationAction(
            context =>
            {
                if (ConversionMismatch.Explain((IConditionalOperation)context.Operation, known, new Fit(known, context.Compilation)) is { } found)
                    Report(context, found.Place, new(found.Text));
            },
            OperationKind.Conditional);
    }

    private static void AnalyzeOperator(OperationAnalysisContext context, KnownTypes known)
    {
        var operation = (IBinaryOperation)context.Operation;
        if (operation.OperatorMethod is not null
            || operation.Type is not { TypeKind: TypeKind.Error }
            || Side.Of(operation.LeftOperand, known) is not { } left
            || Side.Of(operation.RightOperand, known) is not { } right)
        {
            return;
        }

        var fit = new Fit(known, context.Compilation);
        var steps = Trail.Steps(operation.LeftOperand, known);
        var mismatch = new Mismatch(left, right, fit, new Scene(operation.SemanticModel!, known, [.. steps.Take(steps.Count - 1)], IsInWords: false));
        var explanation = operation.OperatorKind switch
        {
            BinaryOperatorKind.Or => mismatch.ExplainPipe(),
            BinaryOperatorKind.RightShift => mismatch.ExplainSequence(),
            _ => null,
        };
        if (explanation is not null)
            Report(context, operation.RightOperand.Syntax, explanation with { Text = explanation.Text + Trail.Of(operation.LeftOperand, known, fit) });
        else if (operation.OperatorKind is not (BinaryOperatorKind.Or or BinaryOperatorKind.RightShift) && operation.Syntax is BinaryExpressionSyntax { OperatorToken.Text: var sign })
            Report(context, operation.RightOperand.Syntax, new($"'{sign}' joins no steps: write | to hand the result of '{left.Text}' to '{right.Text}', or >> to run that without it"));
    }

    /// <summary>The same in words: <c>Chain.Of</c>, <c>Then</c>, <c>Group.Of</c> and the like.</summary>
    private static void AnalyzeCall(OperationAnalysisContext context, KnownTypes known)
    {
        if (context.Operation is not { Syntax: InvocationExpressionSyntax call, SemanticModel: { } model }
            || CallMismatch.Explain(call, model, known, context.CancellationToken) is not { } found)
        {
            return;
        }

        Report(context, found.Place, found.Explanation);
    }

    /// <summary>A flow that grows in a variable: the step must fit, and the whole must be what the variable holds.</summary>
    private static void AnalyzeCompound(OperationAnalysisContext context, KnownTypes known)
    {
        var operation = (ICompoundAssignmentOperation)context.Operation;
        if (operation.OperatorKind is not (BinaryOperatorKind.Or or BinaryOperatorKind.RightShift)
            || Side.Of(operation.Target, known) is not { } left
            || Side.Of(operation.Value, known) is not { } right)
        {
            return;
        }

        var fit = new Fit(known, context.Compilation);
        if (operation.OperatorMethod is { } method)
        {
            if (!operation.OutConversion.Exists && ConversionMismatch.Explain(method.ReturnType, left, right, known, fit) is { } text)
                Report(context, operation.Value.Syntax, new(text));
            return;
        }

        var mismatch = new Mismatch(left, right, fit, new Scene(operation.SemanticModel!, known, [], IsInWords: false));
        if ((operation.OperatorKind == BinaryOperatorKind.Or ? mismatch.ExplainPipe() : mismatch.ExplainSequence()) is { } explanation)
            Report(context, operation.Value.Syntax, explanation with { Remedy = null, Data = null });
    }

    /// <summary>A variable, or the caller, that expects another signature.</summary>
    private static void AnalyzeTarget(OperationAnalysisContext context, IOperation? value, KnownTypes known)
    {
        if (value is IConversionOperation && ConversionMismatch.Explain(value, known, new Fit(known, context.Compilation)) is { } found)
            Report(context, found.Place, new(found.Text));
    }

    private static void Report(OperationAnalysisContext context, SyntaxNode place, Explanation explanation)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (explanation.Remedy is not null)
            properties = properties.Add(Remedies.Key, explanation.Remedy).Add(Remedies.DataKey, explanation.Data);
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), properties, explanation.Text));
    }
}
