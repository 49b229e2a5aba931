namespace CodeAtlas;

/// <summary>Blocks in braces: the longest function, or, in a file without one, the longest block of any kind.</summary>
internal static class BraceBlocks
{
    public static CodeBlock FindLongest(string text, Syntax syntax)
    {
        var (function, other) = (CodeBlock.None, CodeBlock.None);
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
                    if (block.Header.IsFunction && lines > function.Lines)
                        function = new CodeBlock(block.Header.Name, block.Line, lines);
                    else if (!block.Header.IsFunction && lines > other.Lines)
                        other = new CodeBlock(block.Header.Name, block.Line, lines);
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

        return function.Lines > 0 ? function : other;
    }
}
