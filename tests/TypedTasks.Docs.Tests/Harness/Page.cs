using System.Text.RegularExpressions;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>
/// The snippets of a page of Markdown. A snippet is a block fenced as <c>csharp</c>. On the fence may follow
/// <c>wrong=CS0019</c>, the errors that it must give, divided by commas. In a comment on the line before, which no reader
/// sees, may stand <c>uses: a, b</c>, the preambles that it builds on; <c>wrong: CS0019</c>, as on the fence; or
/// <c>not compiled: why</c>. A preamble is a comment that begins <c>preamble a</c> and holds code to its end.
/// </summary>
public static partial class Page
{
    public static IReadOnlyList<Snippet> Snippets(string page, string text) =>
        [.. Block().Matches(text).Select(match => Read(page, text, match)).OfType<Snippet>()];

    /// <summary>The hidden blocks of a page, by name.</summary>
    public static IReadOnlyDictionary<string, string> Preambles(string text) =>
        HiddenCode().Matches(text).ToDictionary(static m => m.Groups["name"].Value, static m => m.Groups["code"].Value);

    private static Snippet? Read(string page, string text, Match match)
    {
        var comment = match.Groups["comment"].Value;
        if (comment.StartsWith("not compiled:", StringComparison.Ordinal) && comment.Length > "not compiled: ".Length)
            return null;
        var code = match.Groups["code"];
        return new Snippet(
            page,
            text.AsSpan(0, code.Index).Count('\n') + 1,
            code.Value,
            Names(comment, "uses:"),
            [.. Names(comment, "wrong:"), .. Names(match.Groups["info"].Value, "wrong=")]);
    }

    // What stands after the key, up to a full stop, a semicolon or the end.
    private static string[] Names(string text, string key)
    {
        var start = text.IndexOf(key, StringComparison.Ordinal);
        return start < 0
            ? []
            : text[(start + key.Length)..].Split(';')[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"(?:<!--[ \t]*(?<comment>[^\n]*?)[ \t]*-->[ \t]*\n)?(?<=^|\n)[ \t]*```(?:csharp|cs|c#)(?<info>[^\n]*)\n(?<code>.*?)(?<=\n)[ \t]*```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"<!--\s*preamble (?<name>[\w-]+)\s*\n(?<code>.*?)-->", RegexOptions.Singleline)]
    private static partial Regex HiddenCode();
}
