namespace TypedTasks.Tests.Shared.Pages;

/// <summary>A block of C# in a page.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Line">The line of the page on which its first line of code is.</param>
/// <param name="File">The file that it is a part of, which its first line names.</param>
/// <param name="Code">What is written in it.</param>
/// <param name="Wrong">The ids that it shows as errors, in the order of the source; none where it is right.</param>
public sealed record Snippet(string Page, int Line, string File, string Code, IReadOnlyList<string> Wrong)
{
    public override string ToString() => $"{Page}({Line})";
}
