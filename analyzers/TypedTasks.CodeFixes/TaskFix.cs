using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes;

/// <summary>What fixes have in common: one place or all at once.</summary>
public abstract class TaskFix : CodeFixProvider
{
    private protected TaskFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            await OfferAsync(context, root, node, diagnostic).ConfigureAwait(false);
        }
    }

    private protected abstract Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic);

    /// <summary>Offers a change of one document.</summary>
    private protected static void Offer(
        CodeFixContext context,
        Diagnostic diagnostic,
        string title,
        string key,
        Func<CancellationToken, Task<Document>> change) =>
        context.RegisterCodeFix(CodeAction.Create(title, change, key), diagnostic);

    /// <summary>Offers to put one node in the place of another.</summary>
    private protected static void Offer(
        CodeFixContext context,
        Diagnostic diagnostic,
        string title,
        string key,
        SyntaxNode root,
        SyntaxNode old,
        Func<SyntaxNode> replacement,
        bool withImport = false) =>
        Offer(context, diagnostic, title, key, _ =>
        {
            var changed = root.ReplaceNode(old, replacement());
            return Task.FromResult(context.Document.WithSyntaxRoot(withImport ? Import.Add(changed) : changed));
        });
}
