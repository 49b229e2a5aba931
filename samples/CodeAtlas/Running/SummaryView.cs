using System.Globalization;
using Spectre.Console;

namespace CodeAtlas;

/// <summary>The table in the terminal.</summary>
internal static class SummaryView
{
    private const int MaxRows = 15;
    private const int MaxSkipped = 5;

    public static void Write(AtlasSummary summary)
    {
        var table = new Spectre.Console.Table().RoundedBorder()
            .AddColumn("Directory")
            .AddColumn(new TableColumn("Files").RightAligned())
            .AddColumn(new TableColumn("Lines").RightAligned())
            .AddColumn("Longest block");
        foreach (var directory in summary.Directories.Take(MaxRows))
        {
            table.AddRow(
                Markup.Escape(directory.Path),
                Number(directory.Files),
                Number(directory.Lines),
                Markup.Escape($"{directory.LongestBlock.Lines} lines in {directory.LongestBlockFile}"));
        }

        if (summary.Directories.Count > MaxRows)
            table.AddRow($"[dim]… {summary.Directories.Count - MaxRows} more[/]", "", "", "");
        table.Columns[0].Footer = new Text($"{summary.Directories.Count} directories");
        table.Columns[1].Footer = new Text(Number(summary.Files));
        table.Columns[2].Footer = new Text(Number(summary.Lines));
        AnsiConsole.Write(table);
        WriteSkipped(summary);
        AnsiConsole.MarkupLineInterpolated($"The map: [link]{new Uri(summary.Report)}[/]");
    }

    private static void WriteSkipped(AtlasSummary summary)
    {
        foreach (var file in summary.Skipped.Take(MaxSkipped))
            AnsiConsole.MarkupLineInterpolated($"[yellow]Skipped[/] {file.Path}: {file.Reason}");
        if (summary.Skipped.Count > MaxSkipped)
            AnsiConsole.MarkupLineInterpolated($"[yellow]… and {summary.Skipped.Count - MaxSkipped} more files; the map lists them all[/]");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
