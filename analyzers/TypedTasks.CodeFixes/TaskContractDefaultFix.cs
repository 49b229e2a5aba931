using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Contracts;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT4006: gives the new parameter a default, and what stands behind it and is not data as well.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TaskContractDefaultFix() : TaskFix(TaskContractAnalyzer.ParameterRequired)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Parent: ParameterListSyntax list } parameter)
            return;
        var behind = list.Parameters.Skip(list.Parameters.IndexOf(parameter)).Where(static p => p.Default is null).ToList();
        // A parameter behind it that is data or a service, and required, would have to change its place.
        if (behind.Skip(1).Any(static p => p.Type is not IdentifierNameSyntax { Identifier.ValueText: "CancellationToken" }))
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        var references = behind.Where(p => model.GetDeclaredSymbol(p, context.CancellationToken) is { Type.IsReferenceType: true }).ToList();
        Offer(context, diagnostic, $"Give '{parameter.Identifier.ValueText}' a default", nameof(TaskContractDefaultFix), root, list, () =>
            list.ReplaceNodes(behind, (old, changed) => WithDefault(changed, references.Contains(old), isToken: old != parameter)));
    }

    /// <summary>What may be absent is null then, and the compiler shows where that matters; of a number only the user knows which one is meant.</summary>
    private static ParameterSyntax WithDefault(ParameterSyntax parameter, bool isReference, bool isToken)
    {
        var equals = SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        var value = SyntaxFactory.ParseExpression(isToken ? "default" : isReference || parameter.Type is NullableTypeSyntax ? "null" : FactoryScope.Todo);
        var type = isReference && parameter.Type is not NullableTypeSyntax and not null
            ? SyntaxFactory.NullableType(parameter.Type.WithoutTrivia()).WithTriviaFrom(parameter.Type)
            : parameter.Type;
        return parameter.WithType(type).WithDefault(SyntaxFactory.EqualsValueClause(equals, value));
    }
}
