using System.Globalization;
using TypedTasks.Docs.Tests.Harness;

namespace TypedTasks.Docs.Tests;

/// <summary>What the pages show compiles, and what they show as wrong is wrong in the way they say.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> Pages => [.. Harness.Docs.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_snippet_gives_exactly_the_errors_it_names(string page)
    {
        foreach (var snippet in Of(page))
        {
            var found = SnippetCompiler.Compile(snippet, Harness.Docs.Preambles(snippet));
            Assert.True(
                found.Select(static d => d.Id).SequenceEqual(snippet.Wrong),
                $"{snippet} should give [{string.Join(", ", snippet.Wrong)}] and gives:\n{string.Join('\n', found)}\n{snippet.Code}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_message_of_the_compiler_that_is_quoted_is_what_it_says(string page)
    {
        var said = Of(page)
            .Where(static s => s.Wrong.Count > 0)
            .SelectMany(static s => SnippetCompiler.Compile(s, Harness.Docs.Preambles(s)))
            .Select(static d => $"error {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}")
            .ToList();
        foreach (var quoted in Harness.Docs.Text(page).Split('\n').Where(static l => l.StartsWith("error CS", StringComparison.Ordinal)))
            Assert.Contains(quoted, said);
    }

    private static IEnumerable<Snippet> Of(string page) => Harness.Docs.Snippets.Where(s => s.Page == page);
}
