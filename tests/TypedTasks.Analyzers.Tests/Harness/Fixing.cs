using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>Applies code fixes as an editor does.</summary>
internal static class Fixing
{
    public static async Task<IReadOnlyList<CodeAction>> Actions(Document document, Diagnostic diagnostic, CodeFixProvider fix)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        return actions;
    }

    public static async Task<Document> OneByOne(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix, string title = "")
    {
        for (var rounds = 0; rounds < 20; rounds++)
        {
            if (await First(document, analyzer, fix, title) is not { } action)
                return document;
            document = await Apply(document, action);
        }

        throw new InvalidOperationException("The fix does not end what it fixes.");
    }

    /// <summary>The fix of the first place that has one: some can be mended by another place only.</summary>
    private static async Task<CodeAction?> First(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix, string title)
    {
        foreach (var diagnostic in await Project.Analyze(document, analyzer))
        {
            var actions = (await Actions(document, diagnostic, fix)).Where(a => a.Title.Contains(title, StringComparison.Ordinal)).ToList();
            if (actions.Count > 0)
                return Assert.Single(actions);
        }

        return null;
    }

    public static async Task<Document> AllAtOnce(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix, string title = "") =>
        await Apply(document, (await All(document, analyzer, fix, (await First(document, analyzer, fix, title))!))!);

    /// <summary>Whether any action that is offered for one place is offered for all places.</summary>
    public static async Task<bool> IsOfferedForAll(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix)
    {
        foreach (var diagnostic in await Project.Analyze(document, analyzer))
        {
            foreach (var action in await Actions(document, diagnostic, fix))
            {
                if (await All(document, analyzer, fix, action) is not null)
                    return true;
            }
        }

        return false;
    }

    private static async Task<CodeAction?> All(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix, CodeAction chosen) => await fix.GetFixAllProvider()!.GetFixAsync(
        new FixAllContext(document, fix, FixAllScope.Document, chosen.EquivalenceKey, fix.FixableDiagnosticIds, new Found(analyzer), default));

    public static Task<Document> Change(Document document, CodeAction action) => Apply(document, action);

    private static async Task<Document> Apply(Document document, CodeAction action)
    {
        var operation = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single();
        return operation.ChangedSolution.GetDocument(document.Id)!;
    }

    private sealed class Found(DiagnosticAnalyzer analyzer) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await Project.Analyze(document, analyzer);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(ImmutableArray<Diagnostic>.Empty);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(ImmutableArray<Diagnostic>.Empty);
    }
}
