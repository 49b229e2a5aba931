using TypedTasks.Tests.Shared.Pages;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>The pages of the repository: the README, those of the samples, and docs.</summary>
internal static class Docs
{
    /// <summary>Each block of a page, and the program that it comes into.</summary>
    public static IEnumerable<(Snippet Snippet, Program Before)> Snippets(string page)
    {
        var program = Before(page);
        foreach (var snippet in Page.Snippets(page, Text(page)))
        {
            yield return (snippet, program);
            if (snippet.Wrong.Count == 0)
                program = program.With(snippet);
        }
    }

    public static string Text(string page) => File.ReadAllText(Repository.At(page)).ReplaceLineEndings("\n");

    public static void Write(string page, string text) => File.WriteAllText(Repository.At(page), text);

    public static bool Exists(string path) => Path.Exists(Repository.At(path));

    /// <summary>The C# files under a folder, by full path.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories);

    public static IEnumerable<string> Pages() =>
        new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }
            .Concat(Under("docs"))
            .Concat(Under("samples"))
            .Order(StringComparer.Ordinal);

    /// <summary>What the page that this one continues has made.</summary>
    private static Program Before(string page) => Page.Continued(Text(page)) is { } other
        ? Snippets(Path.Combine(Path.GetDirectoryName(page)!, other).Replace('\\', '/')).Where(static s => s.Snippet.Wrong.Count == 0).Select(static s => s.Before.With(s.Snippet)).Last()
        : Program.Empty;

    private static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(Repository.At(folder), "*.md", SearchOption.AllDirectories)
            .Select(static f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(static f => !f.Split('/').Any(static part => part is "bin" or "obj" or "node_modules"));
}
