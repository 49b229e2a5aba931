using System.Collections.Frozen;

namespace CodeAtlas;

/// <summary>As much of a language's grammar as it takes to tell code from comments and strings.</summary>
/// <param name="Blocks">How blocks are marked.</param>
/// <param name="LineComment">What starts a comment that ends with the line.</param>
/// <param name="Comment">What opens and closes a longer comment.</param>
/// <param name="Quotes">The characters that open and close a string on one line.</param>
/// <param name="LongQuotes">The characters that open and close a string which may span lines, once or, tripled, as its own kind.</param>
/// <param name="Keywords">Words that are not identifiers; null where words are prose.</param>
internal sealed record Syntax(
    BlockStyle Blocks,
    string LineComment,
    (string Open, string Close) Comment,
    string Quotes,
    string LongQuotes,
    FrozenSet<string>? Keywords)
{
    public static readonly Syntax CSharp = new(BlockStyle.Braces, "//", ("/*", "*/"), "\"", "", CodeAtlas.Keywords.CFamily);
    public static readonly Syntax C = CSharp;
    public static readonly Syntax JavaScript = new(BlockStyle.Braces, "//", ("/*", "*/"), "\"'", "`", CodeAtlas.Keywords.CFamily);
    public static readonly Syntax Php = new(BlockStyle.Braces, "//", ("/*", "*/"), "\"'", "", CodeAtlas.Keywords.CFamily);
    public static readonly Syntax Shell = new(BlockStyle.Braces, "#", ("", ""), "\"'", "", CodeAtlas.Keywords.Shell);
    public static readonly Syntax Python = new(BlockStyle.Indentation, "#", ("", ""), "\"'", "", CodeAtlas.Keywords.Python);
    public static readonly Syntax Ruby = new(BlockStyle.Paragraphs, "#", ("=begin", "=end"), "\"'", "", CodeAtlas.Keywords.Python);
    public static readonly Syntax Functional = new(BlockStyle.Paragraphs, "//", ("(*", "*)"), "\"", "", CodeAtlas.Keywords.Functional);
    public static readonly Syntax Basic = new(BlockStyle.Paragraphs, "'", ("", ""), "\"", "", CodeAtlas.Keywords.Functional);
    public static readonly Syntax Sql = new(BlockStyle.Paragraphs, "--", ("/*", "*/"), "'", "", CodeAtlas.Keywords.Sql);
    public static readonly Syntax Prose = new(BlockStyle.Paragraphs, "", ("", ""), "", "", null);

    /// <summary>Whether its words are identifiers rather than prose or data.</summary>
    public bool IsCode => Keywords is not null;
}
