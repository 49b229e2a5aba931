using System.Text.RegularExpressions;

namespace TypedTasks.Docs.Tests;

/// <summary>Links between the pages lead somewhere, and every page is reached from the first one.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Harness.Docs.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_a_heading_that_exist(string page)
    {
        foreach (var (target, anchor) in Links(page))
        {
            Assert.True(Harness.Docs.Exists(target), $"{page} links to {target}, which is not there.");
            if (anchor.Length > 0)
                Assert.Contains(anchor, Anchors(target));
        }
    }

    [Fact]
    public void Every_page_is_reached_from_the_readme()
    {
        var reached = new HashSet<string> { "README.md" };
        var open = new Stack<string>(reached);
        while (open.TryPop(out var page))
        {
            foreach (var (target, _) in Links(page).Where(static l => l.Target.EndsWith(".md", StringComparison.Ordinal)))
            {
                if (reached.Add(target))
                    open.Push(target);
            }
        }

        Assert.All(Harness.Docs.Pages().Where(static p => p.StartsWith("docs/", StringComparison.Ordinal)), p => Assert.Contains(p, reached));
    }

    [Fact]
    public void The_readme_is_short() => Assert.InRange(Harness.Docs.Text("README.md").Split('\n').Length, 1, 151);

    private static IEnumerable<(string Target, string Anchor)> Links(string page) =>
        Link().Matches(Code().Replace(Harness.Docs.Text(page), ""))
            .Select(static m => m.Groups["target"].Value.Trim())
            .Where(static t => !t.Contains("://", StringComparison.Ordinal))
            .Select(target =>
            {
                var parts = target.Split('#', 2);
                return (parts[0].Length == 0 ? page : Resolve(page, parts[0]), parts.Length > 1 ? parts[1] : "");
            });

    private static string Resolve(string page, string target) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(page)!, target))).Replace('\\', '/');

    // As the hosts of repositories make them: lower case, hyphens for spaces, no punctuation.
    private static IEnumerable<string> Anchors(string page) =>
        Heading().Matches(Code().Replace(Harness.Docs.Text(page), ""))
            .Select(static m => NotInAnchor().Replace(m.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
