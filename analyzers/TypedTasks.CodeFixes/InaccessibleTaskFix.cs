using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.CodeFixes;

/// <summary>
/// Fixes TT0006: makes a method, or every part of a class, internal, and with it the types that it names: what others may call must
/// not speak of what they cannot see.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class InaccessibleTaskFix() : TaskFix(InaccessibleTaskAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
            || model?.GetDeclaredSymbol(member, context.CancellationToken) is not { } symbol
            || Bound.Is(symbol)
            || Hidden.With(symbol) is not { } all)
        {
            return;
        }

        var names = all.Select(static s => $"'{s.Name}'").ToList();
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Make {(names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}")} internal",
                cancellation => ApplyAsync(context.Document.Project.Solution, all, cancellation),
                nameof(InaccessibleTaskFix)),
            diagnostic);
    }

    private static async Task<Solution> ApplyAsync(Solution solution, IReadOnlyList<ISymbol> symbols, CancellationToken cancellation)
    {
        foreach (var part in symbols.SelectMany(static s => s.DeclaringSyntaxReferences).GroupBy(static r => r.SyntaxTree))
        {
            if (solution.GetDocument(part.Key) is not { } document)
                continue;
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var nodes = part.Select(r => r.GetSyntax(cancellation)).OfType<MemberDeclarationSyntax>();
            solution = solution.WithDocumentSyntaxRoot(document.Id, root!.ReplaceNodes(nodes, static (_, changed) => MakeInternal(changed)));
        }

        return solution;
    }

    private static MemberDeclarationSyntax MakeInternal(MemberDeclarationSyntax member)
    {
        var leading = member.GetLeadingTrivia();
        var first = member.AttributeLists.Count == 0;
        var others = member.Modifiers.Where(static m => !IsAccess(m)).ToList();
        var word = SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (first)
        {
            member = member.WithLeadingTrivia();
            others = [.. member.Modifiers.Where(static m => !IsAccess(m))];
        }
        else if (member.Modifiers.Count > 0)
        {
            word = word.WithLeadingTrivia(member.Modifiers[0].LeadingTrivia);
            others = [.. others.Select(o => o == member.Modifiers[0] ? o.WithLeadingTrivia() : o)];
        }

        return member.WithModifiers([word, .. others]).WithLeadingTrivia(leading);
    }

    private static bool IsAccess(SyntaxToken token) =>
        token.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword or SyntaxKind.FileKeyword;
}
