using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1007: says which class is meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AmbiguousFactoryFix() : TaskFix(AmbiguousFactoryAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (node is not SimpleNameSyntax name)
            return;
        foreach (var owner in AmbiguousFactoryAnalyzer.Owners(model, name, KnownTypes.Of(model.Compilation)!, context.CancellationToken))
        {
            var text = AmbiguousFactoryAnalyzer.Read(owner, model, name);
            Offer(context, diagnostic, $"Call {text}.{name.Identifier.ValueText}", $"{nameof(AmbiguousFactoryFix)}.{text}", root, name, () =>
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.ParseExpression(text), name.WithoutTrivia())
                    .WithTriviaFrom(name));
        }
    }
}
