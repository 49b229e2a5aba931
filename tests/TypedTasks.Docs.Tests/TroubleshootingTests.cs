using System.Text.RegularExpressions;
using TypedTasks.Docs.Tests.Harness;

namespace TypedTasks.Docs.Tests;

/// <summary>The page on messages has what the code says, all that asks for action, and nothing else.</summary>
public sealed partial class TroubleshootingTests
{
    private const string Page = "docs/troubleshooting.md";

    // Lines whose whole text is made elsewhere, and the beginning or a part of each such text.
    private static readonly Dictionary<string, string[]> MadeElsewhere = new()
    {
        ["src/TypedTasks.Hosting/Dispatch/ForeignFlows.cs"] = ["Do all processes of queue '…' use the same store?"],
        ["src/TypedTasks.Hosting/Schedules/ScheduleRunner.cs"] = ["Schedule '…' cannot start its flow: …", "is stored with another definition of the same version …"],
        ["src/TypedTasks.ServiceBus.Shared/Observability/TransportLog.cs"] = ["The client library of queue '…' at … stands still"],
    };

    private static readonly Dictionary<string, IReadOnlyList<string[]>> Tables = Section().Split(Harness.Docs.Text(Page)).Skip(1)
        .ToDictionary(static s => s.Split('\n')[0].Trim(), static s => (IReadOnlyList<string[]>)[.. s.Split('\n').Where(static l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(static l => l.Trim('|', ' ').Split(" | "))]);

    [Fact]
    public void Every_type_of_failure_is_explained_and_none_besides() => Assert.Equal(Messages.FailureTypes, First("A flow has failed"));

    [Fact]
    public void Every_reason_of_a_dead_letter_is_explained_and_none_besides() => Assert.Equal(Messages.DeadLetterReasons, First("A message lies in the dead-letter queue"));

    [Fact]
    public void Every_exception_is_explained_and_none_besides() => Assert.Equal(Messages.Exceptions, First("Exceptions of the client"));

    [Fact]
    public void Every_line_of_the_log_that_is_an_error_is_explained()
    {
        var explained = Tables["Log lines"].Select(static r => (Level: r[0], Line: Text(r[1]))).ToList();
        Assert.InRange(Messages.Lines.Count, 80, 1000);
        foreach (var (file, level, line) in Messages.Lines.Where(static l => l.Level is "Error" or "Critical"))
        {
            string[] parts = line == "…" ? MadeElsewhere[file] : [];
            Assert.All(parts, p => Assert.True(explained.Any(e => e.Level == level && e.Line.Contains(p, StringComparison.Ordinal)), $"{Page} does not explain '{p}' ({level}) of {file}."));
            Assert.True(parts.Length > 0 || explained.Contains((level, line)), $"{Page} does not explain the line '{line}' ({level}) of {file}.");
        }
    }

    [Fact]
    public void Every_line_that_is_explained_is_one_of_the_log()
    {
        var made = MadeElsewhere.Values.SelectMany(static p => p).ToList();
        Assert.All(Tables["Log lines"], row =>
        {
            var line = Text(row[1]);
            Assert.True(
                Messages.Lines.Any(l => l.Level == row[0] && l.Line == line) || (made.Any(m => line.Contains(m, StringComparison.Ordinal)) && Messages.IsSaid(line)),
                $"No line of the log at {row[0]} is '{line}'.");
        });
    }

    [Theory]
    [InlineData("The application does not start")]
    [InlineData("The broker")]
    [InlineData("The store")]
    [InlineData("Health")]
    public void Every_text_that_is_explained_is_one_of_the_code(string section)
    {
        Assert.NotEmpty(Tables[section]);
        Assert.All(Tables[section], static row => Assert.True(Messages.IsSaid(Text(row[0])), $"Nothing says '{Text(row[0])}'."));
    }

    [Fact]
    public void What_nothing_says_is_not_found() => Assert.False(Messages.IsSaid("The store '…' is on holiday."));

    private static IEnumerable<string> First(string section) => Tables[section].Select(static r => Text(r[0])).Order(StringComparer.Ordinal);

    private static string Text(string cell) => cell.Trim('`');

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Section();
}
