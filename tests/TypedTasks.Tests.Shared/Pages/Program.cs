namespace TypedTasks.Tests.Shared.Pages;

/// <summary>The files of a reader who has copied every block so far, each behind what its file held; directives go to the top.</summary>
public sealed class Program
{
    private readonly Dictionary<string, (string Usings, string Code)> files;

    private Program(Dictionary<string, (string, string)> files, string? name) => (this.files, Name) = (files, name);

    public static Program Empty { get; } = new([], null);

    /// <summary>The project, which is called like its first file.</summary>
    public string? Name { get; }

    public IEnumerable<(string Name, string Text)> Files => files.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(static f => (f.Key, f.Value.Usings + f.Value.Code));

    public Program With(Snippet snippet)
    {
        var lines = snippet.Code.Split('\n').ToLookup(IsDirective);
        var (usings, code) = files.GetValueOrDefault(snippet.File, ("", ""));
        var more = string.Concat(lines[true].Where(l => !usings.Contains(l + "\n", StringComparison.Ordinal)).Select(static l => l + "\n"));
        return new(
            new(files) { [snippet.File] = (usings + more, code + string.Join("\n", lines[false])) },
            Name ?? Path.GetFileNameWithoutExtension(snippet.File));
    }

    private static bool IsDirective(string line) =>
        (line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("global using ", StringComparison.Ordinal)) && line.EndsWith(';') && !line.Contains('=', StringComparison.Ordinal) && !line.Contains('(', StringComparison.Ordinal);
}
