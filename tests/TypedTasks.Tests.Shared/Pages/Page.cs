using System.Text.RegularExpressions;

namespace TypedTasks.Tests.Shared.Pages;

/// <summary>
/// What a page of Markdown shows. A snippet is a block fenced as <c>csharp</c>, whose first line is a comment with the name of its file:
/// <c>// Photos.cs</c>. Blocks of one file stand in it one after the other; a block with lines that end with <c>// CS0019</c> is wrong in
/// this way, and no part of the file. A page that says <c>continues [another](page.md)</c> has the files of that one. A comment
/// <c>not compiled: why</c> on the line before takes a block out.
/// </summary>
public static partial class Page
{
    public static IReadOnlyList<Block> Blocks(string text) =>
    [
        .. Fenced().Matches(text).Select(match => new Block(
            match.Groups["language"].Value,
            text.AsSpan(0, match.Groups["code"].Index).Count('\n') + 1,
            match.Groups["code"].Value,
            match.Groups["comment"].Value)),
    ];

    public static IReadOnlyList<Snippet> Snippets(string page, string text) =>
        [.. Blocks(text).Where(static b => b.IsCode).Select(b => Snippet(page, b))];

    public static Snippet Snippet(string page, Block block)
    {
        var file = Name().Match(block.Text);
        return file.Success
            ? new Snippet(page, block.Line, file.Groups["file"].Value, block.Text[file.Length..], [.. Errors().Matches(block.Text).SelectMany(static m => m.Groups["id"].Captures.Select(static c => c.Value))])
            : throw new FormatException($"{page}({block.Line}): a block of C# begins with the name of its file, // Program.cs.");
    }

    /// <summary>The page that it continues; null where it begins by itself.</summary>
    public static string? Continued(string text) => Before().Match(text) is { Success: true } match ? match.Groups["page"].Value : null;

    [GeneratedRegex(@"(?:<!--[ \t]*(?<comment>[^\n]*?)[ \t]*-->[ \t]*\n)?(?<=^|\n)[ \t]*```(?<language>[a-z#]+)[^\n]*\n(?<code>.*?)(?<=\n)[ \t]*```", RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"\bcontinues \[[^\]]*\]\((?<page>[\w./-]+\.md)")]
    private static partial Regex Before();

    [GeneratedRegex(@"^// (?<file>[\w.]+\.cs)\n")]
    private static partial Regex Name();

    [GeneratedRegex(@"// (?:(?<id>(?:CS|TT)\d{4})(?:, )?)+$", RegexOptions.Multiline)]
    private static partial Regex Errors();
}
