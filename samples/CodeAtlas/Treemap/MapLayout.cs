namespace CodeAtlas;

/// <summary>Places every directory and file of a tree in a rectangle.</summary>
internal sealed class MapLayout
{
    private const double HeaderHeight = 18;
    private const double Padding = 3;
    private const double Gap = 0.6;

    private readonly List<MapFrame> frames = [];
    private readonly List<MapCell> cells = [];

    private MapLayout()
    {
    }

    /// <summary>The directories, each after the one that holds it.</summary>
    public IReadOnlyList<MapFrame> Frames => frames;

    /// <summary>The files.</summary>
    public IReadOnlyList<MapCell> Cells => cells;

    public static MapLayout Create(MapNode root, double width, double height)
    {
        var layout = new MapLayout();
        layout.Fill(root, new Rect(0, 0, width, height), 1);
        return layout;
    }

    private void Fill(MapNode directory, Rect bounds, int depth)
    {
        var parts = Squarify.Divide([.. directory.Children.Select(static c => (double)c.Lines)], bounds);
        for (var i = 0; i < parts.Count; i++)
        {
            var child = directory.Children[i];
            var gap = Math.Min(Gap, parts[i].Shorter / 8);
            var part = parts[i].Inset(gap);
            if (child.File >= 0)
                cells.Add(new MapCell(child, part));
            else
                Frame(child, part, depth);
        }
    }

    private void Frame(MapNode directory, Rect bounds, int depth)
    {
        var hasHeader = bounds.Width >= 48 && bounds.Height >= 44;
        Rect? header = hasHeader ? bounds with { Height = HeaderHeight } : null;
        frames.Add(new MapFrame(directory, bounds, header, depth));

        // The smaller a frame, the less of it may go to its border.
        var padding = Math.Min(Padding, bounds.Shorter / 24);
        Fill(directory, bounds.Inset(padding, hasHeader ? HeaderHeight : padding, padding, padding), depth + 1);
    }
}
