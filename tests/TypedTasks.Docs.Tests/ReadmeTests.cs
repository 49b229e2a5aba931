using System.Text.RegularExpressions;

namespace TypedTasks.Docs.Tests;

/// <summary>The first page: its figures are those that were measured, and its last paragraph can be read.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Harness.Docs.Text("README.md");

    [Theory]
    [InlineData("Kill a worker")]
    [InlineData("How it compares")]
    [InlineData("What it does not do")]
    [InlineData("Status")]
    public void It_says(string heading) => Assert.Contains($"\n## {heading}\n", Readme, StringComparison.Ordinal);

    [Fact]
    public void Every_figure_of_the_comparison_is_one_that_was_measured()
    {
        var measured = Rows(Harness.Docs.Text("docs/performance.md")).Select(static r => string.Join('|', r[0], Number(r[1]), Number(r[2]), Number(r[3]))).ToHashSet();
        var said = Rows(Section("How it compares")).Where(static r => r[1].Any(char.IsAsciiDigit)).ToList();
        Assert.InRange(said.Count, 4, 10);
        Assert.All(said, r => Assert.Contains(string.Join('|', r[0], Number(r[1]), Number(r[2]), Number(r[3])), measured));
    }

    // Who reads it learns where another library is the better one, in the table and in words.
    [Fact]
    public void The_comparison_has_others_that_win()
    {
        var rows = Rows(Section("How it compares")).Where(static r => r[1].Any(char.IsAsciiDigit)).ToList();
        var best = rows.MinBy(static r => int.Parse(Number(r[1]), System.Globalization.CultureInfo.InvariantCulture))!;
        Assert.DoesNotContain("TypedTasks", best[0], StringComparison.Ordinal);
        Assert.Contains("**", best[1], StringComparison.Ordinal);
    }

    [Fact]
    public void It_ends_with_few_links()
    {
        var links = Link().Matches(Section("Read on")).Select(static m => m.Groups[1].Value).ToList();
        Assert.InRange(links.Count, 5, 14);
        Assert.Contains("docs/index.md", links);
    }

    [Fact]
    public void The_list_of_pages_has_all_of_them()
    {
        var listed = Link().Matches(Harness.Docs.Text("docs/index.md")).Select(static m => "docs/" + m.Groups[1].Value).ToHashSet();
        Assert.Empty(Harness.Docs.Pages().Where(static p => p.StartsWith("docs/", StringComparison.Ordinal) && p is not "docs/index.md" && !p.StartsWith("docs/diagnostics/TT", StringComparison.Ordinal)).Except(listed));
    }

    [Fact]
    public void The_list_at_the_side_has_all_pages()
    {
        var listed = Href().Matches(Harness.Docs.Text("docs/toc.yml")).Select(static m => "docs/" + m.Groups[1].Value).ToHashSet();
        Assert.All(listed.Where(static l => !l.EndsWith("api-reference/toc.yml", StringComparison.Ordinal)), static l => Assert.True(Harness.Docs.Exists(l), l));
        Assert.Empty(Harness.Docs.Pages()
            .Where(static p => p.StartsWith("docs/", StringComparison.Ordinal) && p is not "docs/index.md" && !p.StartsWith("docs/diagnostics/TT", StringComparison.Ordinal) && !p.StartsWith("docs/internals/", StringComparison.Ordinal))
            .Except(listed));
    }

    private static string Section(string heading) => Readme.Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    private static IEnumerable<string[]> Rows(string text) =>
        text.Split('\n').Where(static l => l.StartsWith("| ", StringComparison.Ordinal)).Select(static l => l.Trim('|', ' ').Split(" | ")).Where(static r => r.Length >= 4);

    // Without its range and its weight.
    private static string Number(string cell) => cell.Trim('*').Split(" (")[0];

    [GeneratedRegex(@"\]\(([^)#]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"href: ([^ }]+)")]
    private static partial Regex Href();
}
