using System.Text;

namespace CodeAtlas;

/// <summary>What was left out, and why.</summary>
internal static class SkippedSection
{
    private const int Shown = 500;

    public static void Write(StringBuilder page, ReportModel model)
    {
        if (model.Skipped.Count == 0)
            return;
        page.Append($"<section>\n<details class=\"skipped\"><summary>{Html.Count(model.Skipped.Count, "file")} left out</summary>\n<ul>\n");
        foreach (var (path, reason) in model.Skipped.Take(Shown))
            page.Append($"<li><span class=\"path\">{Html.Encode(path)}</span> <span class=\"muted\">{Html.Encode(reason)}</span></li>\n");
        if (model.Skipped.Count > Shown)
            page.Append($"<li class=\"muted\">and {Html.Number(model.Skipped.Count - Shown)} more</li>\n");
        page.Append("</ul></details>\n</section>\n");
    }
}
