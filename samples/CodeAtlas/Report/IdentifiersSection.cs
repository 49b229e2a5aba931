using System.Text;

namespace CodeAtlas;

/// <summary>The words of this code.</summary>
internal static class IdentifiersSection
{
    public static void Write(StringBuilder page, ReportModel model)
    {
        page.Append("<section>\n<h2>Most common identifiers</h2>\n");
        page.Append("<p class=\"note\">Outside of comments and strings, from the 32 most common of each file.</p>\n");
        if (model.Identifiers.Count == 0)
        {
            page.Append("<p class=\"hint\">There are none.</p>\n</section>\n");
            return;
        }

        var most = model.Identifiers[0].Count;
        page.Append("<ol class=\"words\">\n");
        foreach (var identifier in model.Identifiers)
        {
            page.Append($"<li style=\"--share:{100.0 * identifier.Count / most:0.#}%\"><b title=\"{Html.Encode(identifier.Name)}\">{Html.Encode(identifier.Name)}</b>");
            page.Append($"<span class=\"value\">{Html.Number(identifier.Count)}</span></li>\n");
        }

        page.Append("</ol>\n</section>\n");
    }
}
