using System.Text;

namespace CodeAtlas;

/// <summary>Puts the page where it belongs, whole or not at all.</summary>
internal static class ReportFile
{
    public static async Task WriteAsync(
        IReadOnlyList<DirectorySummary> directories, string root, string report, CancellationToken cancellationToken)
    {
        var page = ReportPage.Render(new ReportModel(directories, root));
        var folder = Path.GetDirectoryName(Path.GetFullPath(report))!;
        Directory.CreateDirectory(folder);

        // A step may run twice: whoever comes second replaces the same page by the same page.
        var draft = Path.Combine(folder, $".{Path.GetFileName(report)}.{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllTextAsync(draft, page, new UTF8Encoding(false), cancellationToken);
            File.Move(draft, report, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
