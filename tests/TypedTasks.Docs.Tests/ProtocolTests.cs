using System.Text.RegularExpressions;

namespace TypedTasks.Docs.Tests;

/// <summary>Every rule that the transport relies on names its source, and tests or contract checks that exist.</summary>
public sealed partial class ProtocolTests
{
    private static readonly string[][] Rows =
    [
        .. Harness.Docs.Text("docs/internals/servicebus-protocol.md").Split('\n')
            .Where(static l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| rule |", StringComparison.Ordinal))
            .Select(static l => l.Trim('|', ' ').Split(" | ")),
    ];

    [Fact]
    public void Every_rule_has_a_source_and_a_test()
    {
        Assert.InRange(Rows.Length, 40, 1000);
        Assert.All(Rows, static row =>
        {
            Assert.Equal(3, row.Length);
            Assert.NotEmpty(row[1]);
            Assert.True(TestName().IsMatch(row[2]) || CheckName().IsMatch(row[2]), $"The rule names no test: {row[0]}");
        });
    }

    [Fact]
    public void Every_test_and_check_exists()
    {
        var tests = Harness.Docs.Sources("tests").Select(File.ReadAllText).ToArray();
        var checks = Harness.Docs.Sources("src").Where(static f => f.EndsWith("Checks.cs", StringComparison.Ordinal)).Select(File.ReadAllText).ToArray();
        foreach (var row in Rows)
        {
            Assert.All(TestName().Matches(row[2]), m => Assert.Contains(tests, s => s.Contains($" {m.Groups[1].Value}(", StringComparison.Ordinal)));
            Assert.All(CheckName().Matches(row[2]), m => Assert.Contains(checks, s => s.Contains($"new({m.Value}", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void What_is_named_in_the_column_of_tests_is_a_test()
    {
        var others = Rows.SelectMany(static row => Code().Matches(row[2])).Select(static m => m.Groups[1].Value).Where(static c => !c.Contains('_', StringComparison.Ordinal));
        Assert.Equal(["jwt"], others);
    }

    [GeneratedRegex("`([A-Z][A-Za-z]*_[A-Za-z_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("\"[^\"]+\"")]
    private static partial Regex CheckName();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
