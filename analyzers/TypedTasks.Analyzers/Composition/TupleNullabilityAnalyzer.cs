using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1002: C# warns of null between steps, but not through a tuple literal; this rule closes the gap.</summary>
public sealed class TupleNullabilityAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1002";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A member of a tuple may yield null",
        "'{0}' at position {1} of the tuple may yield null ({2}), but '{3}' takes {4}",
        Rule.Composition,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterOperationAction(c => Analyze(c, known), OperationKind.Binary);

    private static void Analyze(OperationAnalysisContext context, KnownTypes known)
    {
        var operation = (IBinaryOperation)context.Operation;
        if (operation is not { OperatorKind: BinaryOperatorKind.Or, OperatorMethod: not null }
            || Side.Of(operation.LeftOperand, known) is not { IsTuple: true } left
            || Side.Of(operation.RightOperand, known) is not { Takes: INamedTypeSymbol { IsTupleType: true } takes } right
            || takes.TupleElements.Length != left.Members.Count)
        {
            return;
        }

        for (var i = 0; i < left.Members.Count; i++)
        {
            var wanted = takes.TupleElements[i];
            if (left.Members[i].Yields is not { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } yields
                || wanted.Type.NullableAnnotation != NullableAnnotation.NotAnnotated)
            {
                continue;
            }

            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                operation.RightOperand.Syntax.GetLocation(),
                left.Members[i].Text,
                i + 1,
                yields.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                right.Text,
                wanted.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }
    }
}
