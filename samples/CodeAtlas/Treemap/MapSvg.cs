using System.Globalization;
using System.Text;

namespace CodeAtlas;

/// <summary>Draws a layout as SVG. Colours are left to the style sheet; what a cell means is in its classes.</summary>
internal sealed class MapSvg(IReadOnlyList<FileCard> files, LanguageColours colours)
{
    private const double Speck = 1.6;
    private const double FontSize = 11;
    private const double LineHeight = 14;

    private readonly StringBuilder svg = new();

    public string Draw(string name, double width, double height, bool withTitles)
    {
        svg.Clear();
        var layout = MapLayout.Create(MapTree.Build(files), width, height);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"map {name}\" viewBox=\"0 0 {width} {height}\" tabindex=\"0\" role=\"application\" ");
        svg.Append("aria-label=\"Treemap of the files: arrow keys move from file to file\">\n");
        foreach (var frame in layout.Frames)
            Open("rect", $"f f{Math.Min(frame.Depth, 4)}", frame.Bounds).Append("/>\n");
        DrawSpecks(layout.Cells);
        foreach (var cell in layout.Cells.Where(static c => c.Bounds.Shorter >= Speck))
            DrawCell(cell, withTitles);
        foreach (var frame in layout.Frames)
            DrawHeader(frame);
        foreach (var cell in layout.Cells)
            DrawLabel(cell);
        return svg.Append("</svg>\n").ToString();
    }

    private void DrawCell(MapCell cell, bool withTitle)
    {
        var file = files[cell.Node.File];
        Open("rect", $"c {ClassOf(file)}", cell.Bounds).Append(CultureInfo.InvariantCulture, $" data-f=\"{cell.Node.File}\"");
        if (withTitle)
            svg.Append("><title>").Append(Html.Encode($"{file.Path}\n{Html.Count(file.Lines, "line")}")).Append("</title></rect>\n");
        else
            svg.Append("/>\n");
    }

    // What is too small to point at is drawn, but one path per colour carries it all.
    private void DrawSpecks(IEnumerable<MapCell> cells)
    {
        foreach (var group in cells.Where(static c => c.Bounds.Shorter < Speck).GroupBy(c => ClassOf(files[c.Node.File])))
        {
            svg.Append("<path class=\"s ").Append(group.Key).Append("\" d=\"");
            foreach (var (_, b) in group)
                svg.Append(CultureInfo.InvariantCulture, $"M{b.X:0.#} {b.Y:0.#}h{b.Width:0.##}v{b.Height:0.##}h-{b.Width:0.##}z");
            svg.Append("\"/>\n");
        }
    }

    private void DrawHeader(MapFrame frame)
    {
        if (frame.Header is not { } header)
            return;
        var lines = Html.Number(frame.Node.Lines);
        var numberWidth = (Label.WidthOf(lines) * 10) + 8;
        var room = header.Width - 12;
        var both = Label.WidthOf(frame.Node.Name) * FontSize < room - numberWidth;
        if (Label.Fit(frame.Node.Name, room, FontSize) is not { } name)
            return;
        OpenText("h", header);
        Text(6, 13, "", name);
        if (both)
            Text(header.Width - 6, 13, "n e", lines);
        svg.Append("</svg>\n");
    }

    private void DrawLabel(MapCell cell)
    {
        var bounds = cell.Bounds;
        if (bounds.Height < LineHeight + 3 || bounds.Width < 34)
            return;
        var file = files[cell.Node.File];
        var room = bounds.Width - 8;
        var rows = (int)((bounds.Height - 3) / LineHeight);
        var wrapped = Label.Wrap(file.Name, room, FontSize, Math.Min(rows, 3))
            ?? Label.Wrap(Path.GetFileNameWithoutExtension(file.Name), room, FontSize, Math.Min(rows, 3));
        if (wrapped is null && Label.Fit(Path.GetFileNameWithoutExtension(file.Name), room, FontSize) is { } cut)
            wrapped = [cut];
        if (wrapped is null)
            return;
        OpenText("t", bounds);
        for (var i = 0; i < wrapped.Count; i++)
            Text(4, 12.5 + (i * LineHeight), "", wrapped[i]);
        var lines = Html.Number(file.Lines);
        if (rows > wrapped.Count && Label.WidthOf(lines) * 10 <= room)
            Text(4, 12.5 + (wrapped.Count * LineHeight), "n", lines);
        svg.Append("</svg>\n");
    }

    // A nested svg element clips: whatever font the reader has, no label leaves its rectangle.
    private void OpenText(string kind, Rect bounds) => Open("svg", kind, bounds).Append('>');

    private void Text(double x, double y, string kind, string text)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\"");
        if (kind.Length > 0)
            svg.Append(" class=\"").Append(kind).Append('"');
        svg.Append('>').Append(Html.Encode(text)).Append("</text>");
    }

    private StringBuilder Open(string element, string kind, Rect b) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<{element} class=\"{kind}\" x=\"{b.X:0.#}\" y=\"{b.Y:0.#}\" width=\"{b.Width:0.#}\" height=\"{b.Height:0.#}\"");

    private string ClassOf(FileCard file) => $"l{colours.SlotOf(file.Language)} b{BlockScale.LevelOf(file.LongestBlock.Lines)}";
}
