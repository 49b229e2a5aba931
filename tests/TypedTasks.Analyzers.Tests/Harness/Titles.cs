using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>What an editor shows in its menu.</summary>
internal static class Titles
{
    /// <summary>The titles of all fixes, place by place.</summary>
    public static async Task<IReadOnlyList<string>> Of<TAnalyzer, TFix>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var document = Project.Create(source);
        var titles = new List<string>();
        foreach (var diagnostic in await Project.Analyze(document, new TAnalyzer()))
            titles.AddRange((await Fixing.Actions(document, diagnostic, new TFix())).Select(static a => a.Title));
        return titles;
    }
}
