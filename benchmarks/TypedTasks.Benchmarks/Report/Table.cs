namespace TypedTasks.Benchmarks;

/// <summary>Rows of text under headings, the first column to the left and the others to the right.</summary>
internal sealed class Table(params string[] headings)
{
    private readonly List<string[]> rows = [headings];

    public void Add(params string[] cells) => rows.Add(cells);

    public void Write(TextWriter output)
    {
        var widths = headings.Select((_, i) => rows.Max(r => r[i].Length)).ToArray();
        for (var r = 0; r < rows.Count; r++)
        {
            var cells = rows[r].Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            output.WriteLine($"| {string.Join(" | ", cells)} |");
            if (r == 0)
                output.WriteLine($"|{string.Join("|", widths.Select(static (w, i) => i == 0 ? new string('-', w + 2) : new string('-', w + 1) + ":"))}|");
        }
    }
}
