using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Body;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT3001.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TokenNotForwardedFix() : TaskFix(TokenNotForwardedAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not InvocationExpressionSyntax call
            || diagnostic.Properties[TokenNotForwardedAnalyzer.Token] is not { } token
            || diagnostic.Properties[TokenNotForwardedAnalyzer.Parameter] is not { } parameter)
        {
            return;
        }

        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var method = model.GetSymbolInfo(call, context.CancellationToken).Symbol as IMethodSymbol;
        // The overload has the token behind all the others: where one of them is left to its default, or they are a list, it would be taken for that.
        if (parameter.Length == 0 && (method is null || method.Parameters.Length != call.ArgumentList.Arguments.Count || method.Parameters.Any(static p => p.IsParams) || call.ArgumentList.Arguments.Any(static a => a.NameColon is not null)))
            return;
        var isNext = parameter.Length == 0
            || (method is not null
                && method.Parameters.Length > call.ArgumentList.Arguments.Count
                && method.Parameters[call.ArgumentList.Arguments.Count].Name == parameter
                && call.ArgumentList.Arguments.All(static a => a.NameColon is null));
        var argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(AtHand.Spell(token)));
        if (!isNext)
            argument = argument.WithNameColon(SyntaxFactory.NameColon(AtHand.Spell(parameter)).WithTrailingTrivia(SyntaxFactory.Space));
        Offer(context, diagnostic, $"Hand '{token}' on", nameof(TokenNotForwardedFix), root, call.ArgumentList, () =>
        {
            var arguments = call.ArgumentList.Arguments;
            var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
            var separators = arguments.GetSeparators().Concat(arguments.Count > 0 ? [comma] : []);
            return call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(arguments.Concat([argument]), separators));
        });
    }

    /// <summary>One call may stand inside another, which a batch cannot merge.</summary>
    public override FixAllProvider GetFixAllProvider() => OneAfterAnother.Instance;
}
