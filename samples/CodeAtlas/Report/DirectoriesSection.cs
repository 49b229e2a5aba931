using System.Text;

namespace CodeAtlas;

/// <summary>The table of directories.</summary>
internal static class DirectoriesSection
{
    private const int Shown = 400;

    public static void Write(StringBuilder page, ReportModel model)
    {
        var rest = model.Directories.Count - Shown;
        page.Append("<section>\n<h2>Directories</h2>\n<p class=\"note\">Files that lie directly in each");
        page.Append(rest > 0 ? $"; the {Shown} largest of {Html.Number(model.Directories.Count)}.</p>\n" : ".</p>\n");
        Table.Open(
            page,
            ("Directory", "path", ""),
            ("Lines", "n", "descending"),
            ("Share", "share", ""),
            ("Files", "n", ""),
            ("Lines per file", "n roomy", ""),
            ("Longest block", "block roomy", ""));
        foreach (var directory in model.Directories.Take(Shown))
            WriteRow(page, model, directory);
        Table.Close(page);
        page.Append("</section>\n");
    }

    private static void WriteRow(StringBuilder page, ReportModel model, DirectorySummary directory)
    {
        var share = model.ShareOf(directory.Lines);
        var average = directory.Lines / directory.Files.Count;
        var longest = directory.WithLongestBlock!;
        var path = directory.Path == "." ? model.Name : directory.Path;
        page.Append("<tr>");
        Table.TextCell(page, "path", Html.Encode(path));
        Table.NumberCell(page, "n", directory.Lines, Html.Number(directory.Lines));
        Table.NumberCell(page, "share", directory.Lines, $"<i style=\"--share:{100 * share:0.#}%\"></i><span>{Html.Percent(share)}</span>");
        Table.NumberCell(page, "n", directory.Files.Count, Html.Number(directory.Files.Count));
        Table.NumberCell(page, "n roomy", average, Html.Number(average));
        Table.NumberCell(page, "block roomy", longest.LongestBlock.Lines, BlockText.Of(longest));
        page.Append("</tr>\n");
    }
}
