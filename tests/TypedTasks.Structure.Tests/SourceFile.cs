using Microsoft.CodeAnalysis;

namespace TypedTasks.Structure.Tests;

/// <summary>A source file of <c>src/</c>, and the files whose declarations it names.</summary>
/// <param name="Path">From <c>src/</c>, with forward slashes.</param>
/// <param name="Tree">Its syntax.</param>
/// <param name="Names">The declarations that it names, by the file that holds them.</param>
internal sealed record SourceFile(string Path, SyntaxTree Tree, IReadOnlyDictionary<string, IReadOnlySet<string>> Names)
{
    /// <summary>The project and the first folder in it: a folder below that belongs to it.</summary>
    public string Folder => FolderOf(Path);

    public string Project => Path[..Path.IndexOf('/', StringComparison.Ordinal)];

    public static string FolderOf(string path) => path.Split('/') is [var project, var folder, _, ..] ? $"{project}/{folder}" : path.Split('/')[0];
}
