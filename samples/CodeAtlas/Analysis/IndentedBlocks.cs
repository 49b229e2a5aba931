namespace CodeAtlas;

/// <summary>Functions of Python: from <c>def</c> to the last line that is indented deeper.</summary>
internal static class IndentedBlocks
{
    public static CodeBlock FindLongest(string text)
    {
        var longest = CodeBlock.None;
        var open = new Stack<(int Indent, string Name, int Line)>();
        var (number, last) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var code = line.TrimStart();
            if (code.IsEmpty || code[0] == '#')
                continue;
            Close(line.Length - code.Length);
            last = number;
            if (NameOf(code) is { } name)
                open.Push((line.Length - code.Length, name, number));
        }

        Close(0);
        return longest;

        void Close(int indent)
        {
            while (open.TryPeek(out var top) && top.Indent >= indent)
            {
                open.Pop();
                if (last - top.Line + 1 > longest.Lines)
                    longest = new CodeBlock(top.Name, top.Line, last - top.Line + 1);
            }
        }
    }

    private static string? NameOf(ReadOnlySpan<char> code)
    {
        if (code.StartsWith("async ", StringComparison.Ordinal))
            code = code[6..].TrimStart();
        if (!code.StartsWith("def ", StringComparison.Ordinal))
            return null;
        var name = code[4..].TrimStart();
        var end = name.IndexOfAny('(', ':', ' ');
        return (end < 0 ? name : name[..end]).ToString();
    }
}
