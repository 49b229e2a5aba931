using TypedTasks.Docs.Tests.Harness;

namespace TypedTasks.Docs.Tests;

/// <summary>The list of diagnostics is what the analyzers, their tests and the corpus say.</summary>
public sealed class DiagnosticIndexTests
{
    [Fact]
    public void The_page_lists_every_rule_as_it_is()
    {
        var expected = DiagnosticIndex.Render();
        if (Setting.Accepts)
            Harness.Docs.Write(DiagnosticIndex.Page, expected);
        var found = Harness.Docs.Text(DiagnosticIndex.Page);
        Assert.True(expected == found, $"{DiagnosticIndex.Page} is out of date: run this test with TYPEDTASKS_ACCEPT=1 and read the diff.\n{Difference(expected, found)}");
    }

    [Fact]
    public void Every_category_has_a_place_on_the_page() => Assert.All(DiagnosticIndex.Shown, static r => Assert.True(r.Value, r.Key));

    private static string Difference(string expected, string found) =>
        string.Join('\n', expected.Split('\n').Except(found.Split('\n')).Select(static l => "+ " + l)
            .Concat(found.Split('\n').Except(expected.Split('\n')).Select(static l => "- " + l)));
}
