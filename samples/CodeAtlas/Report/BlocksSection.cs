using System.Text;

namespace CodeAtlas;

/// <summary>The longest functions.</summary>
internal static class BlocksSection
{
    private const int Shown = 12;

    public static void Write(StringBuilder page, ReportModel model)
    {
        page.Append("<section>\n<h2>Longest blocks</h2>\n<p class=\"note\">The longest function of each file, header included.</p>\n");
        if (model.LongestBlocks.Count == 0)
        {
            page.Append("<p class=\"hint\">No file has a block.</p>\n</section>\n");
            return;
        }

        var longest = model.LongestBlocks[0].LongestBlock.Lines;
        page.Append("<ol class=\"bars\">\n");
        foreach (var file in model.LongestBlocks.Take(Shown))
        {
            var block = file.LongestBlock;
            page.Append($"<li class=\"l{model.Colours.SlotOf(file.Language)}\" style=\"--share:{100.0 * block.Lines / longest:0.#}%\">");
            page.Append($"<b>{Html.Encode(block.Name)}</b><span class=\"value\">{Html.Number(block.Lines)}</span>");
            page.Append($"<span class=\"path\" title=\"{Html.Encode(file.Path)}\"><bdi>{Html.Encode(file.Path)}</bdi>:{block.Line}</span></li>\n");
        }

        page.Append("</ol>\n</section>\n");
    }
}
