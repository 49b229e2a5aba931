namespace CodeAtlas;

/// <summary>Finds the longest block of a file in the way of its language.</summary>
internal static class BlockFinder
{
    public static CodeBlock FindLongest(string text, Syntax syntax)
    {
        var block = syntax.Blocks switch
        {
            BlockStyle.Braces => BraceBlocks.FindLongest(text, syntax),
            BlockStyle.Indentation => IndentedBlocks.FindLongest(text),
            _ => CodeBlock.None,
        };
        return block.Lines > 0 ? block : Paragraphs.FindLongest(text);
    }
}
