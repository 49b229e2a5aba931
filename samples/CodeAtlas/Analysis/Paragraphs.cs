namespace CodeAtlas;

/// <summary>Runs of lines without a blank one.</summary>
internal static class Paragraphs
{
    public static CodeBlock FindLongest(string text)
    {
        var longest = CodeBlock.None;
        var (number, start) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace())
                start = number;
            else if (number - start > longest.Lines)
                longest = new CodeBlock("", start + 1, number - start);
        }

        return longest;
    }
}
