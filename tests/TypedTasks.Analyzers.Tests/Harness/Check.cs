using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>Checks one rule. Places where it has to speak are marked <c>[|…|]</c> in the source.</summary>
internal static class Check
{
    public static async Task<IReadOnlyList<string>> Reports<TAnalyzer>(string marked)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        return await Reports<TAnalyzer>(marked, Project.Create(Unmark(marked).Source));
    }

    /// <summary>The same for a project that refers to another one.</summary>
    public static Task<IReadOnlyList<string>> ReportsWithLibrary<TAnalyzer>(string marked, string library)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        Reports<TAnalyzer>(marked, Project.CreateWithLibrary(Unmark(marked).Source, library));

    private static async Task<IReadOnlyList<string>> Reports<TAnalyzer>(string marked, Document document)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var (source, expected) = Unmark(marked);
        var diagnostics = await Project.Analyze(document, new TAnalyzer());
        Assert.Equal(expected, diagnostics.Select(d => source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.Equal(Starts(marked), diagnostics.Select(static d => d.Location.SourceSpan.Start));
        return [.. diagnostics.Select(static d => d.GetMessage())];
    }

    public static async Task Silent<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        Assert.Empty(await Project.Analyze(Project.Create(source), new TAnalyzer()));

    /// <summary>Fixes one place after the other, then, from the start again, all at once: both must end in the same text.</summary>
    /// <param name="marked">The source with the places.</param>
    /// <param name="expected">What comes out.</param>
    /// <param name="title">Words of the title, where the rule offers several ways.</param>
    /// <param name="contracts">What TaskContracts.txt holds, where there is one.</param>
    public static async Task Fixes<TAnalyzer, TFix>(string marked, string expected, string title = "", string? contracts = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        await Reports<TAnalyzer>(marked);
        var source = Unmark(marked).Source;
        var document = contracts is null ? Project.Create(source) : Project.CreateWithContracts(source, contracts);
        Assert.Equal(expected, await Text(await Fixing.OneByOne(document, new TAnalyzer(), new TFix(), title)));
        Assert.Equal(expected, await Text(await Fixing.AllAtOnce(document, new TAnalyzer(), new TFix(), title)));
    }

    public static async Task OffersNoFix<TAnalyzer, TFix>(string marked)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        await Reports<TAnalyzer>(marked);
        var document = Project.Create(Unmark(marked).Source);
        foreach (var diagnostic in await Project.Analyze(document, new TAnalyzer()))
            Assert.Empty(await Fixing.Actions(document, diagnostic, new TFix()));
    }

    private static async Task<string> Text(Document document) => (await document.GetTextAsync()).ToString();

    private static (string Source, List<string> Spans) Unmark(string marked)
    {
        var spans = marked.Split("[|").Skip(1).Select(static s => s[..s.IndexOf("|]", StringComparison.Ordinal)]).ToList();
        return (marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), spans);
    }

    private static IEnumerable<int> Starts(string marked)
    {
        var removed = 0;
        for (var i = 0; i < marked.Length - 1; i++)
        {
            if (marked.AsSpan(i, 2) is "[|")
                yield return i - removed;
            if (marked.AsSpan(i, 2) is "[|" or "|]")
                removed += 2;
        }
    }
}
