using Spectre.Console;

namespace TypedTasks.Cli.Terminal;

/// <summary>A table that fits its width: where there is little room, the columns that matter least are left out, and then texts are cut.</summary>
/// <param name="columns">The columns, from left to right.</param>
internal sealed class Grid(params GridColumn[] columns)
{
    private const int Gap = 2;
    private const int Least = 4;
    private const int LeastOfTexts = 12;
    private readonly List<GridCell[]> rows = [];

    /// <summary>How many rows there are.</summary>
    public int Count => rows.Count;

    /// <summary>Adds a row: a cell for each column.</summary>
    public void Add(params GridCell[] cells) => rows.Add(cells);

    /// <summary>Writes it.</summary>
    public void Write(IAnsiConsole console, int width)
    {
        int[] shown = [.. Enumerable.Range(0, columns.Length)];
        while (shown.Length > 1 && NeedOf(shown) > width && shown.Any(i => columns[i].Rank > 0))
        {
            var last = shown.MaxBy(i => columns[i].Rank);
            shown = [.. shown.Where(i => i != last)];
        }

        var widths = Widths(shown, width);
        var table = new Table().NoBorder().HideHeaders().Collapse();
        for (var i = 0; i < shown.Length; i++)
            table.AddColumn(new TableColumn("") { Padding = new(0, 0, i < shown.Length - 1 ? Gap : 0, 0), NoWrap = true });
        table.AddRow(shown.Select((column, i) => (Spectre.Console.Rendering.IRenderable)new Text(Fit(columns[column].Title, widths[i], columns[column].IsNumber), new Style(decoration: Decoration.Bold))));
        foreach (var row in rows)
        {
            table.AddRow(shown.Select((column, i) => (Spectre.Console.Rendering.IRenderable)new Text(
                Fit(Plain.Of(row[column].Text), widths[i], columns[column].IsNumber), Tones.StyleOf(row[column].Tone))));
        }

        console.Write(table);
    }

    private int NeedOf(int[] shown) => shown.Sum(i => Math.Min(WidthOf(i), columns[i].Enough)) + (Gap * (shown.Length - 1));

    private int WidthOf(int column) => rows.Select(r => Plain.Of(r[column].Text).Length).Append(columns[column].Title.Length).Max();

    // What is missing is taken from the widest, again and again; from what is copied and pasted only where nothing else is left.
    private int[] Widths(int[] shown, int width)
    {
        int[] widths = [.. shown.Select(WidthOf)];
        for (var over = widths.Sum() + (Gap * (shown.Length - 1)) - width; over > 0 && widths.Max() > Least; over--)
        {
            var cut = Enumerable.Range(0, shown.Length).Where(i => !columns[shown[i]].IsWhole && widths[i] > LeastOfTexts).DefaultIfEmpty(Array.IndexOf(widths, widths.Max())).MaxBy(i => widths[i]);
            widths[cut]--;
        }

        return widths;
    }

    private static string Fit(string text, int width, bool isNumber) =>
        text.Length > width ? $"{text[..Math.Max(0, width - 1)]}…" : isNumber ? text.PadLeft(width) : text;
}
