using TypedTasks.Docs.Tests.Harness;

namespace TypedTasks.Docs.Tests;

/// <summary>How snippets are found in a page, and that they are compiled in earnest.</summary>
public sealed class PageTests
{
    private const string Markdown = """
        # A page

        <!-- preamble numbers
        using TypedTasks;
        public static partial class Numbers
        {
            [Task] public static int Half(int value) => value / 2;
            [Task] public static string Text(int value) => $"{value}";
        }
        -->

        Right:

        <!-- uses: numbers -->
        ```csharp
        using TypedTasks;
        using static Numbers.Tasks;

        ISignature<string> flow = Half(8) | Half() | Text();
        ```

        Wrong:

        <!-- uses: numbers -->
        ```csharp wrong=CS0019
        using TypedTasks;
        using static Numbers.Tasks;

        var flow = Text(8) | Half();
        ```

        <!-- uses: numbers; wrong: CS0029 -->
        ```csharp
        using TypedTasks;
        using static Numbers.Tasks;

        string flow = Half(8);
        ```

        <!-- not compiled: a sketch -->
        ```csharp
        this is no code
        ```

        ```json
        {}
        ```
        """;

    private static readonly IReadOnlyList<Snippet> Snippets = Page.Snippets("page.md", Markdown);

    [Fact]
    public void Finds_blocks_of_code_and_where_they_are()
    {
        Assert.Equal(3, Snippets.Count);
        Assert.Equal("page.md(16)", Snippets[0].ToString());
        Assert.Equal(["numbers"], Page.Preambles(Markdown).Keys);
    }

    [Fact]
    public void Reads_what_is_wrong_from_the_fence_and_from_the_comment()
    {
        Assert.Empty(Snippets[0].Wrong);
        Assert.Equal(["CS0019"], Snippets[1].Wrong);
        Assert.Equal(["CS0029"], Snippets[2].Wrong);
        Assert.All(Snippets, static s => Assert.Equal(["numbers"], s.Preambles));
    }

    [Fact]
    public void Compiles_with_the_generator()
    {
        foreach (var snippet in Snippets)
            Assert.Equal(snippet.Wrong, SnippetCompiler.Compile(snippet, Page.Preambles(Markdown).Values).Select(static d => d.Id));
    }

    [Fact]
    public void Types_may_come_before_the_statements_that_use_them()
    {
        const string code = """
            using TypedTasks;
            using static Sums.Tasks;

            public static partial class Sums
            {
                [Task] public static int Double(int value) => value * 2;
            }

            ISignature<int> flow = Double(2) | Double();
            """;
        Assert.Empty(SnippetCompiler.Compile(new Snippet("page.md", 1, code, [], []), []));
    }
}
