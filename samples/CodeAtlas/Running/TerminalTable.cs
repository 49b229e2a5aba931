using Spectre.Console;

namespace CodeAtlas;

/// <summary>The result in the terminal: the largest directories and the totals.</summary>
internal static class TerminalTable
{
    private const int Shown = 12;
    private const int ShownSkipped = 5;
    private const int BarWidth = 12;
    private const int BlockWidth = 22;
    private const int OtherWidth = 20;

    public static void Write(IAnsiConsole console, AtlasSummary summary)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Simple).BorderColor(Color.Grey)
            .AddColumn(new TableColumn("Directory").NoWrap())
            .AddColumn(new TableColumn("Files").RightAligned())
            .AddColumn(new TableColumn("Lines").RightAligned())
            .AddColumn("")
            .AddColumn(new TableColumn("Longest block").NoWrap());
        var pathWidth = Math.Max(16, console.Profile.Width - BarWidth - BlockWidth - OtherWidth);
        var most = Math.Max(1, summary.Directories.Count == 0 ? 1 : summary.Directories[0].Lines);
        foreach (var directory in summary.Directories.Take(Shown))
        {
            table.AddRow(
                Plain(Shorten(directory.Path, pathWidth)),
                new Text(Html.Number(directory.Files)),
                new Text(Html.Number(directory.Lines)),
                new Text(new string('█', (int)Math.Ceiling((double)BarWidth * directory.Lines / most)), new Style(Color.SteelBlue1)),
                Plain(Shorten(BlockOf(directory), BlockWidth)));
        }

        var rest = summary.Directories.Skip(Shown).ToArray();
        if (rest.Length > 0)
        {
            table.AddRow(
                new Text($"… {Html.Number(rest.Length)} more", new Style(Color.Grey)),
                new Text(Html.Number(rest.Sum(static d => d.Files))),
                new Text(Html.Number(rest.Sum(static d => d.Lines))));
        }

        table.Columns[0].Footer(new Text("Total", new Style(decoration: Decoration.Bold)));
        table.Columns[1].Footer(new Text(Html.Number(summary.Files), new Style(decoration: Decoration.Bold)));
        table.Columns[2].Footer(new Text(Html.Number(summary.Lines), new Style(decoration: Decoration.Bold)));
        console.Write(table);
        WriteSkipped(console, summary.Skipped);
    }

    private static void WriteSkipped(IAnsiConsole console, IReadOnlyList<SkippedFile> skipped)
    {
        if (skipped.Count == 0)
            return;
        console.Write(new Text($"{Html.Count(skipped.Count, "file")} left out:\n"));
        foreach (var (path, reason) in skipped.Take(ShownSkipped))
            console.Write(Plain($"  {path}: {reason}\n"));
        if (skipped.Count > ShownSkipped)
            console.Write(new Text($"  and {Html.Number(skipped.Count - ShownSkipped)} more, listed in the report\n"));
    }

    // The end of a path says more than its beginning.
    private static string Shorten(string text, int width) => text.Length <= width ? text : "…" + text[^(width - 1)..];

    private static string BlockOf(DirectoryTotal directory)
    {
        var block = directory.LongestBlock;
        return block.Lines == 0 ? "" : $"{(block.Name.Length > 0 ? block.Name : directory.LongestBlockFile)} {block.Lines}";
    }

    // A file name may hold control characters, which a terminal would obey.
    private static Text Plain(string text) =>
        new(string.Concat(text.Select(static c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c)));
}
