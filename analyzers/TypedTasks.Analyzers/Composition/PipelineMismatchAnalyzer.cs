using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1001: says in the words of a pipeline what the compiler says in the words of operators.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
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

    private protected override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterOperationAction(c => Analyze(c, known), OperationKind.Binary);

    private static void Analyze(OperationAnalysisContext context, KnownTypes known)
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

        var mismatch = new Mismatch(left, right, known, context.Compilation);
        var text = operation.OperatorKind == BinaryOperatorKind.Or ? mismatch.ExplainPipe() : mismatch.ExplainSequence();
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.RightOperand.Syntax.GetLocation(), text));
    }
}
