using System.Text;

namespace CodeAtlas;

/// <summary>The page: one file, nothing from elsewhere.</summary>
internal static class ReportPage
{
    public static string Render(ReportModel model)
    {
        var page = new StringBuilder();
        var name = Html.Encode(model.Name);
        page.Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="color-scheme" content="light dark">
            <title>Code atlas of {name}</title>
            <style>
            {ReportAsset.Read("report.css")}</style>
            </head>
            <body>
            <main>

            """);
        HeaderSection.Write(page, model);
        MapSection.Write(page, model);
        page.Append("<div class=\"pair\">\n");
        BlocksSection.Write(page, model);
        IdentifiersSection.Write(page, model);
        page.Append("</div>\n");
        DirectoriesSection.Write(page, model);
        FilesSection.Write(page, model);
        SkippedSection.Write(page, model);
        FooterSection.Write(page);
        page.Append("</main>\n");
        ReportData.Write(page, model);
        page.Append("<script>\n").Append(ReportAsset.Read("report.js")).Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }
}
