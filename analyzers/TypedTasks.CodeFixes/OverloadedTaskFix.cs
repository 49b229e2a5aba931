using System.Composition;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers;
using TypedTasks.Generators.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>
/// Fixes TT0002 and TT0005: gives the task a name of its own. The task that has shipped under the name keeps it, for messages in
/// flight carry it; where nothing says which one that is, the user does, one task at a time.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OverloadedTaskFix() : TaskFix(OverloadedTaskAnalyzer.Id, DuplicateTaskNameAnalyzer.Id)
{
    /// <summary>What a document needs is known only where it is known which task has shipped.</summary>
    private const string Known = nameof(OverloadedTaskFix);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new OnlyOf(Known);

    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (model is null
            || !diagnostic.Properties.TryGetValue(TaskNaming.Suggestion, out var suggestion)
            || !diagnostic.Properties.TryGetValue(TaskNaming.Disputed, out var disputed)
            || node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || model.GetDeclaredSymbol(method, context.CancellationToken) is not { } task
            || await TaskAttributes.FindAsync(context.Document, method, context.CancellationToken).ConfigureAwait(false) is not { } attribute)
        {
            return;
        }

        var known = KnownTypes.Of(model.Compilation)!;
        var isOverload = diagnostic.Id == OverloadedTaskAnalyzer.Id;
        var rivals = isOverload ? [.. TaskCandidates.Marked(task.ContainingType).Where(m => m.Name == task.Name)] : known.Tasks.Named(disputed!);
        var shipped = await Shipped.FindAsync(context.Document.Project, disputed!, rivals, known, context.CancellationToken).ConfigureAwait(false);
        var isShipped = SymbolEqualityComparer.Default.Equals(shipped, task);
        // An overload has no name before it is given one: the name that it had while it was alone may go to one of them.
        if (isOverload && (isShipped || (shipped is null && !rivals.Any(m => TaskNames.Given(SymbolNames.Task(m)!) == disputed))))
            Name($"Keep the name \"{disputed}\" for this one", disputed!, isShipped ? Known : "Keep");
        if (!isShipped)
            Name($"Give it the name \"{suggestion}\"", suggestion!, shipped is null ? "New" : Known);

        void Name(string title, string name, string key) =>
            Offer(context, diagnostic, title, key, root, attribute, () => TaskAttributes.WithName(attribute, name));
    }
}
