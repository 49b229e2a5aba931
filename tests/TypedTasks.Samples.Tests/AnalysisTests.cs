using System.Text;
using CodeAtlas;

namespace TypedTasks.Samples.Tests;

public sealed class AnalysisTests
{
    private static readonly SourceFile File = new("/", "a.cs", "C#", 0, "");

    [Theory]
    [InlineData("", 0, 0, 0)]
    [InlineData("no newline", 0, 0, 10)]
    [InlineData("one\n", 1, 0, 3)]
    [InlineData("one\r\n \t\r\n\nfour", 3, 2, 4)]
    public void Lines_are_newline_bytes(string text, int lines, int blank, int longest)
    {
        var count = LineCounter.Count(File, Encoding.UTF8.GetBytes(text));
        Assert.Equal((lines, blank, longest), (count.Lines, count.Blank, count.Longest));
    }

    [Fact]
    public void Identifiers_leave_out_comments_strings_and_keywords()
    {
        const string text = """"
            // hidden
            /* hidden */ var order = "hidden \" hidden" + @"hidden "" hidden" + 'x';
            order.Send(order, """ hidden " hidden """);
            """";
        var found = IdentifierExtractor.Extract(text, Syntax.CSharp);
        Assert.Equal([new("order", 3), new IdentifierCount("Send", 1)], found.Common);
        Assert.Equal(2, found.Distinct);
    }

    [Fact]
    public void Prose_has_no_identifiers() =>
        Assert.Same(Identifiers.None, IdentifierExtractor.Extract("some words", Syntax.Prose));

    [Theory]
    [InlineData("class A(int x)\n{\n  int B { get; }\n\n  [X(1)]\n  (int, int) Go<T>(int y) where T : new()\n  {\n    if (y > 0) { }\n  }\n}\n", "Go", 5, 5)]
    [InlineData("record A\n{\n  // }\n  string s = \"}\";\n  void One() {\n  }\n  void Two() {\n\n  }\n}\n", "Two", 7, 3)]
    [InlineData("one\ntwo\n\nthree\n", "", 1, 2)]
    public void The_longest_block_in_braces_is_a_function(string text, string name, int line, int lines) =>
        Assert.Equal(new CodeBlock(name, line, lines), BlockFinder.FindLongest(text, Syntax.CSharp));

    [Fact]
    public void In_python_a_block_is_what_is_indented_below_def() =>
        Assert.Equal(
            new CodeBlock("outer", 1, 5),
            BlockFinder.FindLongest("def outer(x):\n  def inner():\n    pass\n\n  return x\n\nprint(1)\n", Syntax.Python));
}
