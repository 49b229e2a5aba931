using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TypedTasks.Tests.Arity;

/// <summary>A file of <c>build/arity</c>, which says how its language works.</summary>
internal sealed partial class ArityTemplate
{
    private const int Least = 2;
    private const int Most = 7;
    private const string File = "$file ";
    private const string Each = "$each ";

    private readonly string path;
    private readonly string[] lines;

    private ArityTemplate(string path, string[] lines)
    {
        this.path = path;
        this.lines = lines;
    }

    public static ArityTemplate Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return lines[0].StartsWith(File, StringComparison.Ordinal)
            ? new(lines[0][File.Length..], lines[1..])
            : throw new FormatException($"A template begins with '{File}path', not '{lines[0]}'.");
    }

    /// <summary>The files that the template makes, by path from the root of the repository.</summary>
    public IEnumerable<(string Path, string Text)> Expand()
    {
        if (!path.Contains("$n", StringComparison.Ordinal))
            return [(path, Whole())];
        return Enumerable.Range(Least, Most - Least + 1).Select(n => (Inline(path, n), Join(lines.SelectMany(l => Line(l, n)))));
    }

    private string Whole()
    {
        var start = Array.IndexOf(lines, "$arity");
        var end = Array.IndexOf(lines, "$end");
        var block = lines[(start + 1)..end];
        // An empty line between one arity and the next.
        var repeated = Enumerable.Range(Least, Most - Least + 1)
            .SelectMany(n => block.SelectMany(l => Line(l, n)).Prepend("").Skip(n == Least ? 1 : 0));
        return Join([.. lines[..start], .. repeated, .. lines[(end + 1)..]]);
    }

    private static IEnumerable<string> Line(string line, int n)
    {
        if (!line.StartsWith(Each, StringComparison.Ordinal))
            return [Inline(line, n)];
        var (first, last, text) = Ranged(line[Each.Length..], n);
        return Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(i => Inline(Numbered(text, i), n));
    }

    private static string Inline(string text, int n) => List().Replace(text, match =>
        {
            var (first, last, item) = Ranged(match.Groups["item"].Value, n);
            var separator = match.Groups["separator"] is { Success: true } given ? given.Value : ", ";
            return string.Join(separator, Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(i => Numbered(item, i)));
        })
        .Replace("$n", Number(n), StringComparison.Ordinal)
        .Replace("$m", Number(n - 1), StringComparison.Ordinal);

    private static (int First, int Last, string Text) Ranged(string text, int n)
    {
        var match = Range().Match(text);
        return match.Success
            ? (int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture), match.Groups["last"].Value == "m" ? n - 1 : n, text[match.Length..])
            : (1, n, text);
    }

    private static string Numbered(string text, int i) =>
        text.Replace("#-", Number(i - 1), StringComparison.Ordinal).Replace("#", Number(i), StringComparison.Ordinal);

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string> lines) => new StringBuilder().AppendJoin('\n', lines).Append('\n').ToString();

    [GeneratedRegex(@"\$\{(?<item>[^}~]*?)(?: ~ (?<separator>[^}]*))?\}")]
    private static partial Regex List();

    [GeneratedRegex(@"^(?<first>\d)\.\.(?<last>[nm]) ")]
    private static partial Regex Range();
}
