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
        foreach (var snippet in Harness.Docs.Snippets.Where(s => s.Page == page))
        {
            var found = SnippetCompiler.Compile(snippet, Harness.Docs.Preambles(snippet));
            Assert.True(
                found.Select(static d => d.Id).SequenceEqual(snippet.Wrong),
                $"{snippet} should give [{string.Join(", ", snippet.Wrong)}] and gives:\n{string.Join('\n', found)}\n{snippet.Code}");
        }
    }
}
