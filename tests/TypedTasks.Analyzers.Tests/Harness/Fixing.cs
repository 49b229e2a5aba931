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

    public static async Task<Document> OneByOne(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix)
    {
        for (var rounds = 0; rounds < 20; rounds++)
        {
            var diagnostics = await Project.Analyze(document, analyzer);
            if (diagnostics.IsEmpty)
                return document;
            document = await Apply(document, Assert.Single(await Actions(document, diagnostics[0], fix)));
        }

        throw new InvalidOperationException("The fix does not end what it fixes.");
    }

    public static async Task<Document> AllAtOnce(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix)
    {
        var first = (await Project.Analyze(document, analyzer))[0];
        var action = Assert.Single(await Actions(document, first, fix));
        var context = new FixAllContext(
            document,
            fix,
            FixAllScope.Document,
            action.EquivalenceKey,
            fix.FixableDiagnosticIds,
            new Found(analyzer),
            default);
        return await Apply(document, (await fix.GetFixAllProvider()!.GetFixAsync(context))!);
    }

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
