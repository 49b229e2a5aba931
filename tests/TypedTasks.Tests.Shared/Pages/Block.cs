namespace TypedTasks.Tests.Shared.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What its fence says.</param>
/// <param name="Line">The line of the page on which it begins, behind the fence.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Comment">The comment on the line before the fence, which no reader sees.</param>
public sealed record Block(string Language, int Line, string Text, string Comment)
{
    public bool IsCode => Language is "csharp" or "cs" or "c#" && !(Comment.StartsWith("not compiled:", StringComparison.Ordinal) && Comment.Length > "not compiled: ".Length);
}
