using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1003 where a changed copy of a variable is dropped: the variable takes it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DroppedSignatureAssignFix() : TaskFix(DroppedSignatureAnalyzer.Id)
{
    /// <summary>The variable that the dropped value was made from, at the beginning of a chain of calls; null where there is none.</summary>
    internal static ExpressionSyntax? Origin(ExpressionSyntax dropped)
    {
        var origin = Pipeline.Unwrapped(dropped);
        while (true)
        {
            switch (origin)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }:
                    origin = Pipeline.Unwrapped(access.Expression);
                    break;
                case BinaryExpressionSyntax binary:
                    origin = Pipeline.Unwrapped(binary.Left);
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure:
                    origin = Pipeline.Unwrapped(sure.Operand);
                    break;
                default:
                    return origin == Pipeline.Unwrapped(dropped) ? null : origin;
            }
        }
    }

    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not ExpressionSyntax dropped || Origin(dropped) is not { } origin)
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (model.GetSymbolInfo(origin, context.CancellationToken).Symbol is not { } variable
            || !IsAssignable(variable)
            || !model.ClassifyConversion(dropped, AtHand.TypeOf(variable)).IsImplicit)
        {
            return;
        }

        // In a discard, the variable stands for it.
        SyntaxNode old = dropped.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard ? discard : dropped;
        if (old.Parent is not ExpressionStatementSyntax)
            return;
        Offer(context, diagnostic, $"Keep the copy in '{variable.Name}'", nameof(DroppedSignatureAssignFix), root, old, () =>
            SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                origin.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                dropped.WithoutTrivia()).WithTriviaFrom(old));
    }

    private static bool IsAssignable(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local is { IsConst: false, IsUsing: false, IsForEach: false, RefKind: RefKind.None or RefKind.Ref },
        IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };
}
