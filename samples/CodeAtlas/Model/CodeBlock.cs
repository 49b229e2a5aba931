namespace CodeAtlas;

/// <summary>A stretch of lines that belongs together: a function, or a paragraph where there is none.</summary>
/// <param name="Name">What it is called; empty for a paragraph.</param>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Lines">How many lines it has; 0 says that there is none.</param>
internal sealed record CodeBlock(string Name, int Line, int Lines)
{
    public static readonly CodeBlock None = new("", 0, 0);
}
