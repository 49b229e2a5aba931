using System.Reflection;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>The pages of the repository: the README, those of the samples, and docs.</summary>
internal static class Docs
{
    private static readonly string Root =
        typeof(Docs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    public static IReadOnlyList<Snippet> Snippets { get; } = [.. Pages().SelectMany(static p => Page.Snippets(p, Text(p)))];

    /// <summary>The code of the preambles that a snippet names, which are on its own page.</summary>
    public static IEnumerable<string> Preambles(Snippet snippet)
    {
        var here = Page.Preambles(Text(snippet.Page));
        return snippet.Preambles.Select(name =>
            here.TryGetValue(name, out var code) ? code : throw new InvalidOperationException($"{snippet} uses '{name}', which {snippet.Page} does not have."));
    }

    public static string Text(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    public static void Write(string page, string text) => File.WriteAllText(Path.Combine(Root, page), text);

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>The C# files under a folder, by full path.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories);

    public static IEnumerable<string> Pages() =>
        new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }
            .Concat(Under("docs"))
            .Concat(Under("samples"))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories)
            .Select(static f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(static f => !f.Split('/').Any(static part => part is "bin" or "obj" or "node_modules"));
}
