using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1002: says in the words of a pipeline what the compiler says of null between steps, and says it of tuples too, where the compiler is silent.</summary>
public sealed class TupleNullabilityAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1002";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A step may yield null to one that does not take it",
        "{0} yields {1}, which may {4} null, but '{2}' takes {3}: let '{2}' take {1}, or put a step between them that decides what null means",
        Rule.Composition,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        start.RegisterOperationAction(c => AnalyzeOperator(c, known), OperationKind.Binary);
        start.RegisterOperationAction(c => AnalyzeCall(c, known), OperationKind.Invocation);
    }

    private static void AnalyzeOperator(OperationAnalysisContext context, KnownTypes known)
    {
        var operation = (IBinaryOperation)context.Operation;
        if (operation is { OperatorKind: BinaryOperatorKind.Or, OperatorMethod: not null }
            && Side.Of(operation.LeftOperand, known) is { } left
            && Side.Of(operation.RightOperand, known) is { } right)
        {
            Check(context, left, right, operation.RightOperand.Syntax);
        }
    }

    /// <summary>The same in words.</summary>
    private static void AnalyzeCall(OperationAnalysisContext context, KnownTypes known)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not ("Then" or "Of") || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, known.Complete.ContainingAssembly) || call.TargetMethod.ContainingType.Name == "Group")
            return;
        var steps = call.Arguments.OrderBy(static a => a.Syntax.SpanStart).Select(static a => a.Value).ToList();
        if (call.Instance is { } receiver)
            steps.Insert(0, receiver);
        for (var i = 1; i < steps.Count; i++)
        {
            if (Side.Of(steps[i - 1], known) is { } left && Side.Of(steps[i], known) is { } right)
                Check(context, left, right, steps[i].Syntax);
        }
    }

    private static void Check(OperationAnalysisContext context, Side left, Side right, SyntaxNode place)
    {
        if (right.IsTuple)
        {
            foreach (var member in right.Members)
                Check(context, left, member, member.Syntax ?? place);
            return;
        }

        if (right.Takes is not { } takes)
            return;
        if (!left.IsTuple)
        {
            Report(context, $"'{left.Text}'", left.Yields, right.Text, takes, place);
        }
        else if (Fit.Elements(takes) is { } wanted && wanted.Count == left.Members.Count)
        {
            for (var i = 0; i < wanted.Count; i++)
                Report(context, $"'{left.Members[i].Text}' at position {i + 1} of the tuple", left.Members[i].Yields, right.Text, wanted[i], place);
        }
    }

    private static void Report(OperationAnalysisContext context, string what, ITypeSymbol? yields, string step, ITypeSymbol takes, SyntaxNode place)
    {
        if (yields is not null && LosesNull(yields, takes))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), what, Fit.Read(yields), step, Fit.Read(takes), yields.NullableAnnotation == NullableAnnotation.Annotated ? "be" : "hold"));
    }

    /// <summary>Whether a reference that may be null, in the value or inside it, meets one that may not.</summary>
    private static bool LosesNull(ITypeSymbol yields, ITypeSymbol takes)
    {
        if (yields is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } && takes.NullableAnnotation == NullableAnnotation.NotAnnotated)
            return true;
        if (Collections.Element(yields) is { } one && Collections.Element(takes) is { } wanted)
            return LosesNull(one, wanted);
        return yields is INamedTypeSymbol { IsGenericType: true } from
            && takes is INamedTypeSymbol { IsGenericType: true } to
            && SymbolEqualityComparer.Default.Equals(from.OriginalDefinition, to.OriginalDefinition)
            && from.TypeArguments.Where((t, i) => LosesNull(t, to.TypeArguments[i])).Any();
    }
}
