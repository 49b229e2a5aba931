using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Tests.Harness;
using Project = TypedTasks.Analyzers.Tests.Harness.Project;

namespace TypedTasks.Analyzers.Tests.Contracts;

/// <summary>Holds a source against a file of contracts.</summary>
internal static class ContractCheck
{
    public static async Task<IReadOnlyList<string>> Reports(string source, string contracts) =>
        [.. (await Diagnostics(source, contracts)).Select(static d => $"{d.Id} at '{Place(d)}': {d.GetMessage()}")];

    /// <summary>What the fix makes of source and contracts: at the first place, and at all.</summary>
    public static async Task Fixes<TFix>(string source, string contracts, string title, string expectedSource, string expectedContracts)
        where TFix : CodeFixProvider, new()
    {
        var fix = new TFix();
        var document = Project.CreateWithContracts(source, contracts);
        for (var rounds = 0; rounds < 10; rounds++)
        {
            if (await First(document, fix, title) is not { } found)
                break;
            document = await Fixing.Change(document, found.Action);
        }

        await Assert(document, expectedSource, expectedContracts);
        var start = Project.CreateWithContracts(source, contracts);
        if (await All<TFix>(start, title, FixAllScope.Project) is { } all)
            await Assert(await Fixing.Change(start, all), expectedSource, expectedContracts);
    }

    /// <summary>Fix All, chosen at the first place that offers such a title; null where there is no such thing.</summary>
    public static async Task<Microsoft.CodeAnalysis.CodeActions.CodeAction?> All<TFix>(Document start, string title, FixAllScope scope)
        where TFix : CodeFixProvider, new()
    {
        var fix = new TFix();
        var (diagnostic, action) = (await First(start, fix, title))!.Value;
        var context = diagnostic.Location.IsInSource
            ? new FixAllContext(start, fix, scope, action.EquivalenceKey!, fix.FixableDiagnosticIds, new Found(), default)
            : new FixAllContext(start.Project, fix, scope, action.EquivalenceKey!, fix.FixableDiagnosticIds, new Found(), default);
        return await fix.GetFixAllProvider()!.GetFixAsync(context);
    }

    private static async Task Assert(Document document, string source, string contracts)
    {
        Xunit.Assert.Equal(source, (await document.GetTextAsync()).ToString());
        Xunit.Assert.Equal(contracts, (await document.Project.AdditionalDocuments.Single().GetTextAsync()).ToString());
    }

    private static async Task<(Diagnostic Diagnostic, Microsoft.CodeAnalysis.CodeActions.CodeAction Action)?> First(Document document, CodeFixProvider fix, string title)
    {
        foreach (var diagnostic in await Project.Analyze(document, new TaskContractAnalyzer()))
        {
            if (!fix.FixableDiagnosticIds.Contains(diagnostic.Id))
                continue;
            var actions = new List<Microsoft.CodeAnalysis.CodeActions.CodeAction>();
            TextDocument place = diagnostic.Location.IsInSource ? document : document.Project.AdditionalDocuments.Single();
            await fix.RegisterCodeFixesAsync(new CodeFixContext(place, diagnostic, (a, _) => actions.Add(a), default));
            if (actions.Find(a => a.Title.Contains(title, StringComparison.Ordinal)) is { } action)
                return (diagnostic, action);
        }

        return null;
    }

    private static Task<ImmutableArray<Diagnostic>> Diagnostics(string source, string contracts) =>
        Project.Analyze(Project.CreateWithContracts(source, contracts), new TaskContractAnalyzer());

    private static string Place(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan)
        ?? $"{Path.GetFileName(diagnostic.Location.GetLineSpan().Path)}, line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}";

    private sealed class Found : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) =>
            await Project.Analyze(project.Documents.First(static d => d.Name == "Source.cs"), new TaskContractAnalyzer());

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await GetAllDiagnosticsAsync(document.Project, cancellationToken);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) =>
            GetAllDiagnosticsAsync(project, cancellationToken);
    }
}
