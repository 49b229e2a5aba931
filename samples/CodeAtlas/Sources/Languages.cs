using System.Collections.Frozen;

namespace CodeAtlas;

/// <summary>The languages that count as source. Data (JSON, CSV, XML, lock files) does not.</summary>
internal static class Languages
{
    public static readonly IReadOnlyList<Language> All =
    [
        new("C#", Syntax.CSharp, ".cs", ".csx"),
        new("F#", Syntax.Functional, ".fs", ".fsi", ".fsx"),
        new("Visual Basic", Syntax.Basic, ".vb"),
        new("Razor", Syntax.Prose, ".razor", ".cshtml"),
        new("XAML", Syntax.Prose, ".xaml", ".axaml"),
        new("MSBuild", Syntax.Prose, ".csproj", ".fsproj", ".vbproj", ".props", ".targets", ".sln", ".slnx"),
        new("TypeScript", Syntax.JavaScript, ".ts", ".tsx", ".mts", ".cts"),
        new("JavaScript", Syntax.JavaScript, ".js", ".jsx", ".mjs", ".cjs"),
        new("Vue", Syntax.Prose, ".vue"),
        new("Svelte", Syntax.Prose, ".svelte"),
        new("HTML", Syntax.Prose, ".html", ".htm"),
        new("CSS", Syntax.Prose, ".css", ".scss", ".less"),
        new("Markdown", Syntax.Prose, ".md"),
        new("YAML", Syntax.Prose, ".yml", ".yaml"),
        new("TOML", Syntax.Prose, ".toml"),
        new("Shell", Syntax.Shell, ".sh", ".bash", ".zsh"),
        new("PowerShell", Syntax.Shell, ".ps1", ".psm1"),
        new("Bicep", Syntax.JavaScript, ".bicep"),
        new("Terraform", Syntax.Shell, ".tf"),
        new("SQL", Syntax.Sql, ".sql"),
        new("Protocol Buffers", Syntax.C, ".proto"),
        new("Python", Syntax.Python, ".py", ".pyi"),
        new("Java", Syntax.C, ".java"),
        new("Kotlin", Syntax.C, ".kt", ".kts"),
        new("Scala", Syntax.C, ".scala"),
        new("Go", Syntax.JavaScript, ".go"),
        new("Rust", Syntax.C, ".rs"),
        new("C", Syntax.C, ".c", ".h"),
        new("C++", Syntax.C, ".cc", ".cpp", ".cxx", ".hpp", ".hh"),
        new("Objective-C", Syntax.C, ".m", ".mm"),
        new("Swift", Syntax.C, ".swift"),
        new("Dart", Syntax.JavaScript, ".dart"),
        new("Zig", Syntax.C, ".zig"),
        new("PHP", Syntax.Php, ".php"),
        new("Ruby", Syntax.Ruby, ".rb"),
        new("Elixir", Syntax.Ruby, ".ex", ".exs"),
        new("Haskell", Syntax.Sql with { Keywords = Keywords.Functional, Quotes = "\"" }, ".hs"),
        new("Lua", Syntax.Sql with { Keywords = Keywords.Python, Quotes = "\"'" }, ".lua"),
        new("R", Syntax.Shell, ".r", ".R"),
    ];

    private static readonly FrozenDictionary<string, Language> ByExtension = All
        .SelectMany(static l => l.Extensions.Select(e => KeyValuePair.Create(e, l)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Language> ByName = All.ToFrozenDictionary(static l => l.Name);

    /// <summary>The language of a file, or null if it does not count as source. Case matters, as it does to <c>find -name</c>.</summary>
    public static Language? OfFile(ReadOnlySpan<char> path)
    {
        var dot = path.LastIndexOf('.');
        return dot >= 0 && ByExtension.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path[dot..], out var language)
            ? language
            : null;
    }

    public static Language Named(string name) => ByName[name];
}
