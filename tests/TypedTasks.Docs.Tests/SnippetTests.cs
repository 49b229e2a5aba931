using System.Globalization;
using TypedTasks.Docs.Tests.Harness;

namespace TypedTasks.Docs.Tests;

/// <summary>What a reader copies from a page compiles, block by block, and what a page shows as wrong is wrong in the way it says.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> Pages => [.. Harness.Docs.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_block_gives_exactly_the_errors_it_shows(string page)
    {
        foreach (var (snippet, before) in Harness.Docs.Snippets(page))
        {
            var found = await SnippetCompiler.CompileAsync(before, snippet);
            Assert.True(
                found.Select(static d => d.Id).SequenceEqual(snippet.Wrong),
                $"{snippet} should give [{string.Join(", ", snippet.Wrong)}] and gives:\n{string.Join('\n', found)}\n{snippet.Code}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_message_of_the_compiler_that_is_quoted_is_what_it_says(string page)
    {
        var said = new List<string>();
        foreach (var (snippet, before) in Harness.Docs.Snippets(page).Where(static s => s.Snippet.Wrong.Count > 0))
            said.AddRange((await SnippetCompiler.CompileAsync(before, snippet)).Select(static d => $"error {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"));
        foreach (var quoted in Harness.Docs.Text(page).Split('\n').Where(static l => l.StartsWith("error CS", StringComparison.Ordinal) || l.StartsWith("error TT", StringComparison.Ordinal)))
            Assert.Contains(quoted, said);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Nothing_that_a_block_needs_is_hidden(string page) =>
        Assert.DoesNotContain("<!-- preamble", Harness.Docs.Text(page), StringComparison.Ordinal);
}
