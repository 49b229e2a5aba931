using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes all places of a document from its end to its beginning, so that a place inside another is fixed first.</summary>
internal sealed class OneAfterAnother : DocumentBasedFixAllProvider
{
    public static OneAfterAnother Instance { get; } = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext context, Document document, System.Collections.Immutable.ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.OrderByDescending(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Location.SourceSpan.Length))
        {
            CodeAction? action = null;
            var one = new CodeFixContext(document, diagnostic, (a, _) => action ??= a.EquivalenceKey == context.CodeActionEquivalenceKey ? a : null, context.CancellationToken);
            await context.CodeFixProvider.RegisterCodeFixesAsync(one).ConfigureAwait(false);
            if (action is null)
                continue;
            var operations = await action.GetOperationsAsync(context.CancellationToken).ConfigureAwait(false);
            document = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        }

        return document;
    }
}
