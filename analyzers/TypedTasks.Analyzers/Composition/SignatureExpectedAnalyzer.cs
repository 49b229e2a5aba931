using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1014: what stands where a signature is wanted, and what to write instead.</summary>
public sealed class SignatureExpectedAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1014";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A signature is expected",
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
        if (operation is not { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Or or BinaryOperatorKind.RightShift, Type.TypeKind: TypeKind.Error, Syntax: BinaryExpressionSyntax syntax })
            return;
        var model = operation.SemanticModel!;
        if (syntax.ContainsDiagnostics)
        {
            // As other languages write it; the compiler sees an operator that lacks its left side.
            if (syntax.Right is BinaryExpressionSyntax { Left.IsMissing: true, OperatorToken: { Text: ">" } sign } && syntax.OperatorToken.Span.End == sign.SpanStart)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.OperatorToken.GetLocation(), "C# has no operator |>: write |"));
            return;
        }

        var left = Side.Of(operation.LeftOperand, known);
        var right = Side.Of(operation.RightOperand, known);
        var (wrongLeft, wrongRight) = (Wrong(left, syntax.Left), Wrong(right, syntax.Right));
        // Where neither side is ours, it is another mistake, unless both call the methods of tasks.
        if (left is null && right is null && !(wrongLeft?.Kind == OperandKind.Direct || wrongRight?.Kind == OperandKind.Direct))
            return;
        var words = new OperandAdvice(known, model, context.CancellationToken);
        if (wrongLeft is not null)
            Report(context, wrongLeft.Syntax, words.LeftOf(wrongLeft, syntax, operation.OperatorKind == BinaryOperatorKind.Or, right));
        else if (wrongRight is not null && (left is not null || wrongRight.Kind == OperandKind.Direct))
            Report(context, wrongRight.Syntax, words.RightOf(wrongRight, operation.OperatorKind == BinaryOperatorKind.Or));

        Operand? Wrong(Side? side, ExpressionSyntax expression) => side is null ? Operand.Of(expression, model, known, context.CancellationToken) : null;
    }

    private static void AnalyzeCall(OperationAnalysisContext context, KnownTypes known)
    {
        if (context.Operation is not { Syntax: InvocationExpressionSyntax call, SemanticModel: { } model })
            return;
        var words = new OperandAdvice(known, model, context.CancellationToken);
        // A member of the tuple that a word is said of.
        if (call.Expression is MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var word }
            && Side.Unwrapped(receiver) is TupleExpressionSyntax
            && Scene.IsWord(word, known)
            && Operand.Of(receiver, model, known, context.CancellationToken) is { } member)
        {
            Report(context, member.Syntax, words.Member(member));
            return;
        }

        var candidates = Candidates(call, model, context.CancellationToken);
        if (candidates.Count == 0)
            return;
        var name = candidates[0] is { IsStatic: true, IsExtensionMethod: false, MethodKind: not MethodKind.ReducedExtension } named ? $"{named.ContainingType.Name}.{named.Name}" : candidates[0].Name;
        var arguments = call.ArgumentList.Arguments;

        // A list of steps is what it takes, and TT1001 says why these are not.
        if (name == "Chain.Of" && arguments.Count == 1 && CallMismatch.ListedStep(arguments[0].Expression, model, known, context.CancellationToken) is not null)
            return;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!candidates.Any(c => Wants(c, i, arguments[i])) || Operand.Of(arguments[i].Expression, model, known, context.CancellationToken) is not { } operand)
                continue;
            if (words.Argument(operand, name) is { } text)
                Report(context, operand.Syntax, text);
            return;
        }

        if (words.Several(call, candidates[0]) is { } several)
            Report(context, several.Place, (several.Text, several.Remedy));
    }

    /// <summary>The methods of the runtime that the call may mean, as far as they take signatures.</summary>
    private static List<IMethodSymbol> Candidates(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var info = model.GetSymbolInfo(call, cancellation);
        var candidates = info.CandidateSymbols.IsEmpty ? model.GetMemberGroup(call.Expression, cancellation) : info.CandidateSymbols;
        return [.. candidates.OfType<IMethodSymbol>().Where(m => m.ContainingAssembly?.Name.StartsWith("TypedTasks", StringComparison.Ordinal) == true && m.Parameters.Any(p => IsSignature(p.Type)))];
    }

    private static bool Wants(IMethodSymbol method, int index, ArgumentSyntax argument)
    {
        var parameter = argument.NameColon is { } name
            ? method.Parameters.FirstOrDefault(p => p.Name == name.Name.Identifier.ValueText)
            : index < method.Parameters.Length ? method.Parameters[index] : method.Parameters[method.Parameters.Length - 1] is { IsParams: true } rest ? rest : null;
        return parameter is not null && IsSignature(parameter.Type);
    }

    /// <summary>A signature of whatever types, or several of them.</summary>
    private static bool IsSignature(ITypeSymbol type) =>
        type is INamedTypeSymbol named
        && (Is(named) || named.AllInterfaces.Any(Is) || (named.TypeArguments.Length == 1 && named.Name is "ReadOnlySpan" or "IEnumerable" && named.TypeArguments[0] is INamedTypeSymbol element && Is(element)));

    private static bool Is(INamedTypeSymbol type) => type is { Name: "ISignature" or "IGroup", Arity: > 0, ContainingNamespace.Name: "TypedTasks" };

    private static void Report(OperationAnalysisContext context, SyntaxNode place, (string Text, string? Remedy) words)
    {
        var properties = words.Remedy is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Remedies.Key, words.Remedy);
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), properties, words.Text));
    }
}
