namespace CodeAtlas;

/// <summary>A block in a table: its name, or where it lies, and its length.</summary>
internal static class BlockText
{
    public static string Of(FileCard file)
    {
        var block = file.LongestBlock;
        if (block.Lines == 0)
            return "<span class=\"muted\">none</span>";
        var name = block.Name.Length > 0 ? $"<code>{Html.Encode(block.Name)}</code>" : $"<span class=\"muted\">from line {block.Line}</span>";
        return $"{name} <span class=\"muted\">{Html.Number(block.Lines)}</span>";
    }
}
