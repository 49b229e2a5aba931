using TypedTasks.Docs.Tests.Harness;
using TypedTasks.Tests.Shared.Pages;

namespace TypedTasks.Docs.Tests;

/// <summary>How blocks are found in a page and put together, and that they are compiled in earnest.</summary>
public sealed class PageTests
{
    private const string Markdown = """
        # A page

        It continues [another](guides/first.md#there).

        ```sh
        dotnet run
        ```

        ```csharp
        // Numbers.cs
        using TypedTasks;

        public static partial class Numbers
        {
            [Task] public static int Half(int value) => value / 2;
            [Task] public static string Text(int value) => $"{value}";
        }
        ```

        ```csharp
        // Program.cs
        using static Numbers.Tasks;

        var flow = Half(8) | Half() | Text();
        ```

        Wrong:

        ```csharp
        // Program.cs
        var other = Text(8) | Half();    // CS0019, TT1001
        ```

        More of the same file:

        ```csharp
        // Program.cs
        using TypedTasks;
        using static Numbers.Tasks;

        ISignature<string> last = flow;
        ```

        <!-- not compiled: a sketch -->
        ```csharp
        this is no code
        ```

        ```text
        8
        ```
        """;

    private static readonly IReadOnlyList<Snippet> Snippets = Page.Snippets("page.md", Markdown);

    [Fact]
    public void Finds_blocks_of_code_and_the_files_that_they_belong_to()
    {
        Assert.Equal(["Numbers.cs", "Program.cs", "Program.cs", "Program.cs"], Snippets.Select(static s => s.File));
        Assert.Equal("page.md(10)", Snippets[0].ToString());
        Assert.Equal(["CS0019", "TT1001"], Snippets[2].Wrong);
        Assert.Equal([0, 0, 2, 0], Snippets.Select(static s => s.Wrong.Count));
    }

    [Fact]
    public void Finds_what_comes_before_what_is_typed_and_what_is_printed()
    {
        Assert.Equal("guides/first.md", Page.Continued(Markdown));
        Assert.Null(Page.Continued("It begins by itself."));
        Assert.Equal([("sh", 6, "dotnet run\n"), ("text", 50, "8\n")], Page.Blocks(Markdown).Where(static b => b.Language is "sh" or "text").Select(static b => (b.Language, b.Line, b.Text)));
        Assert.False(Page.Blocks(Markdown)[^2].IsCode);
    }

    [Fact]
    public void Blocks_of_one_file_stand_one_behind_the_other_with_their_directives_at_the_top()
    {
        var program = Program.Empty.With(Snippets[0]).With(Snippets[1]).With(Snippets[3]);
        Assert.Equal("Numbers", program.Name);
        Assert.Equal(
            "using static Numbers.Tasks;\nusing TypedTasks;\n\nvar flow = Half(8) | Half() | Text();\n\nISignature<string> last = flow;\n",
            program.Files.Single(static f => f.Name == "Program.cs").Text);
    }

    [Fact]
    public async Task Compiles_with_the_generator_and_the_analyzers()
    {
        var program = Program.Empty;
        foreach (var snippet in Snippets)
        {
            Assert.Equal(snippet.Wrong, (await SnippetCompiler.CompileAsync(program, snippet)).Select(static d => d.Id));
            program = snippet.Wrong.Count == 0 ? program.With(snippet) : program;
        }
    }

    [Fact]
    public void A_block_without_a_file_is_refused() =>
        Assert.StartsWith("page.md(2): ", Assert.Throws<FormatException>(() => Page.Snippets("page.md", "```csharp\nvar x = 1;\n```\n")).Message, StringComparison.Ordinal);
}
