using CodeAtlas;

namespace TypedTasks.Samples.Tests;

public sealed class ReportTests
{
    [Fact]
    public void Names_of_files_and_functions_are_encoded_wherever_they_stand()
    {
        const string evil = "<script>alert('x')</script>&\".cs";
        var card = MapTests.Card("a/" + evil, 50) with { LongestBlock = new CodeBlock(evil, 1, 50) };
        var page = Page(
            new DirectorySummary("a", [card], [new SkippedFile(evil, "it is a link")], [new IdentifierCount(evil, 3)]));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>&", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        var page = Page(new DirectorySummary(".", [MapTests.Card("a.cs", 5)], [], []));
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_the_name_of_the_folder_and_not_where_it_lies() =>
        Assert.DoesNotContain("secret-place", Page(new DirectorySummary(".", [MapTests.Card("a.cs", 5)], [], [])), StringComparison.Ordinal);

    [Fact]
    public void Five_thousand_files_stay_below_three_megabytes()
    {
        var directories = Enumerable.Range(0, 200).Select(static d => new DirectorySummary(
            $"area{d % 8}/module{d}",
            [.. Enumerable.Range(0, 25).Select(f => MapTests.Card($"area{d % 8}/module{d}/CustomerService{f}.cs", 5 + ((d * f) % 400)))],
            [],
            []));
        Assert.InRange(Page([.. directories]).Length, 100_000, 3_000_000);
    }

    private static string Page(params DirectorySummary[] directories) =>
        ReportPage.Render(new ReportModel(directories, "/secret-place/Shop"));
}
