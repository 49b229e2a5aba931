using System.Text;

namespace CodeAtlas;

/// <summary>The table of the largest files.</summary>
internal static class FilesSection
{
    private const int Shown = 100;

    public static void Write(StringBuilder page, ReportModel model)
    {
        page.Append("<section>\n<h2>Largest files</h2>\n<p class=\"note\">");
        page.Append(model.Files.Count > Shown ? $"The {Shown} with the most lines of {Html.Number(model.Files.Count)}.</p>\n" : "By their lines.</p>\n");
        Table.Open(
            page,
            ("File", "path", ""),
            ("Lines", "n", "descending"),
            ("Blank", "n roomy", ""),
            ("Size", "n", ""),
            ("Language", "language roomy", ""),
            ("Longest block", "block roomy", ""));
        foreach (var file in model.Files.OrderByDescending(static f => f.Lines).Take(Shown))
            WriteRow(page, model, file);
        Table.Close(page);
        page.Append("</section>\n");
    }

    private static void WriteRow(StringBuilder page, ReportModel model, FileCard file)
    {
        var folder = file.Path[..^file.Name.Length];
        page.Append("<tr>");
        Table.TextCell(page, "path", $"<span class=\"muted\">{Html.Encode(folder)}</span>{Html.Encode(file.Name)}");
        Table.NumberCell(page, "n", file.Lines, Html.Number(file.Lines));
        Table.NumberCell(page, "n roomy", file.Blank, Html.Number(file.Blank));
        Table.NumberCell(page, "n", file.Bytes, Html.Size(file.Bytes));
        Table.TextCell(page, "language roomy", $"<i class=\"dot l{model.Colours.SlotOf(file.Language)}\"></i>{Html.Encode(file.Language)}");
        Table.NumberCell(page, "block roomy", file.LongestBlock.Lines, BlockText.Of(file));
        page.Append("</tr>\n");
    }
}
