using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes all places of one kind of action; the others are decided one by one.</summary>
internal sealed class OnlyOf(string key) : FixAllProvider
{
    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => context.CodeActionEquivalenceKey == key
        ? WellKnownFixAllProviders.BatchFixer.GetFixAsync(context)!
        : Task.FromResult<CodeAction?>(null);
}
