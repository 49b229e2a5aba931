using System.Text.RegularExpressions;

namespace TypedTasks.Docs.Tests;

/// <summary>Every row of the page on semantics names a test that exists.</summary>
public sealed partial class SemanticsTests
{
    [Fact]
    public void Every_row_names_a_test_that_exists()
    {
        var named = TestName().Matches(Harness.Docs.Text("docs/semantics.md")).Select(static m => m.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(named.Length, 10, 1000);
        var sources = Harness.Docs.Sources("tests").Select(File.ReadAllText).ToArray();
        Assert.All(named, name => Assert.Contains(sources, s => s.Contains($" {name}(", StringComparison.Ordinal)));
    }

    [GeneratedRegex("`([A-Z][A-Za-z]*_[A-Za-z_]+)`")]
    private static partial Regex TestName();
}
