using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Every rule, found by reflection, has a page, a release row, tests, and a fix that can fix all.</summary>
public class CatalogueTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> Rules =
    [
        .. typeof(Rule).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && t != typeof(TaskAnalyzer))
            .SelectMany(static t => ((DiagnosticAnalyzer)Activator.CreateInstance(t)!).SupportedDiagnostics),
    ];

    public static TheoryData<string> Ids => [.. Rules.Select(static r => r.Id).Order(StringComparer.Ordinal)];

    [Fact]
    public void EveryRuleRuns() =>
        Assert.Equal(Rules.Select(static r => r.Id).Order(), new TaskAnalyzer().SupportedDiagnostics.Select(static r => r.Id).Order());

    [Fact]
    public void IdsAreUnique() => Assert.Equal(Rules.Count, Rules.Select(static r => r.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void RuleIsDocumented(string id)
    {
        var rule = Rules.Single(r => r.Id == id);
        var page = File.ReadAllText(Repository.At($"docs/diagnostics/{id}.md"));

        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"**Category** {rule.Category}", page, StringComparison.Ordinal);
        Assert.Contains($"**Severity** {rule.DefaultSeverity}", page, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith($"docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void RuleIsInTheReleaseFiles(string id)
    {
        var rows = Directory.GetFiles(Repository.At("analyzers/TypedTasks.Analyzers"), "AnalyzerReleases.*.md")
            .SelectMany(File.ReadLines);

        Assert.Single(rows, r => r.StartsWith(id, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void FixIsAnnouncedOnThePage(string id)
    {
        var fixes = typeof(TaskClassNotPartialFix).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && t.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(static t => (CodeFixProvider)Activator.CreateInstance(t)!)
            .Where(f => f.FixableDiagnosticIds.Contains(id))
            .ToList();

        Assert.All(fixes, static f => Assert.NotNull(f.GetFixAllProvider()));
        var page = File.ReadAllText(Repository.At($"docs/diagnostics/{id}.md"));
        Assert.Equal(fixes.Count == 0, page.Contains("**Fix** none", StringComparison.Ordinal));
    }
}
