using System.Text;

namespace CodeAtlas;

/// <summary>The name, the totals, and the languages as one bar.</summary>
internal static class HeaderSection
{
    public static void Write(StringBuilder page, ReportModel model)
    {
        page.Append($"<header>\n<p class=\"over\">Code atlas</p>\n<h1>{Html.Encode(model.Name)}</h1>\n<dl class=\"totals\">\n");
        Total(page, "lines", Html.Number(model.Lines));
        Total(page, model.Files.Count == 1 ? "file" : "files", Html.Number(model.Files.Count));
        Total(page, model.Directories.Count == 1 ? "directory" : "directories", Html.Number(model.Directories.Count));
        Total(page, model.Colours.Totals.Count == 1 ? "language" : "languages", Html.Number(model.Colours.Totals.Count));
        Total(page, "of source", Html.Size(model.Bytes));
        page.Append("</dl>\n");
        WriteLanguages(page, model);
        page.Append("</header>\n");
    }

    private static void Total(StringBuilder page, string label, string value) =>
        page.Append($"<div><dd>{value}</dd><dt>{label}</dt></div>\n");

    private static void WriteLanguages(StringBuilder page, ReportModel model)
    {
        page.Append("<div class=\"languages\" aria-hidden=\"true\">");
        foreach (var language in model.Colours.Totals)
            page.Append($"<i class=\"l{model.Colours.SlotOf(language.Name)}\" style=\"flex-grow:{language.Lines}\"></i>");
        page.Append("</div>\n<ul class=\"legend\">\n");
        foreach (var language in model.Colours.Totals)
        {
            page.Append($"<li><i class=\"dot l{model.Colours.SlotOf(language.Name)}\"></i>{Html.Encode(language.Name)} ");
            page.Append($"<span title=\"{Html.Count(language.Lines, "line")} in {Html.Count(language.Files, "file")}\">");
            page.Append($"{Html.Percent(model.ShareOf(language.Lines))}</span></li>\n");
        }

        page.Append("</ul>\n");
    }
}
