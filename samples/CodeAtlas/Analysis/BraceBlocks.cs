namespace CodeAtlas;

/// <summary>Functions in braces. Types and namespaces are blocks as well, but their length says only how long the file is.</summary>
internal static class BraceBlocks
{
    public static CodeBlock FindLongest(string text, Syntax syntax)
    {
        var longest = CodeBlock.None;
        var open = new Stack<(BlockHeader Header, int Line)>();
        var header = default(BlockHeader);
        var reader = new TokenReader(text, syntax);
        while (reader.Read())
        {
            if (reader.Is('{'))
            {
                open.Push((header, header.Line == 0 ? reader.Line : header.Line));
                header = default;
            }
            else if (reader.Is('}'))
            {
                if (open.TryPop(out var block))
                {
                    var lines = reader.Line - block.Line + 1;
                    if (block.Header.IsFunction && lines > longest.Lines)
                        longest = new CodeBlock(block.Header.Name, block.Line, lines);
                }

                header = default;
            }
            else if (reader.Is(';'))
            {
                header = default;
            }
            else
            {
                header.Add(ref reader, syntax);
            }
        }

        return longest;
    }
}
