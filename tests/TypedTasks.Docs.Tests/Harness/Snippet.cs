namespace TypedTasks.Docs.Tests.Harness;

/// <summary>A block of C# in a page.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Line">The line of the page on which its first line of code is.</param>
/// <param name="Code">What is written in it.</param>
/// <param name="Preambles">The names of the hidden blocks that it builds on.</param>
/// <param name="Wrong">The ids of the errors that it must give, in the order of the source; none where it is right.</param>
public sealed record Snippet(string Page, int Line, string Code, IReadOnlyList<string> Preambles, IReadOnlyList<string> Wrong)
{
    public override string ToString() => $"{Page}({Line})";
}
