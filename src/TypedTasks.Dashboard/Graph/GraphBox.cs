using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Graph;

/// <summary>
/// A node of a flow with its size, and its parts with their places in it. A plan is series-parallel, so boxes in boxes need no search for a layout, and cost what the plan has nodes.
/// </summary>
internal sealed class GraphBox
{
    private const double Letter = 7.4;
    private const double SmallLetter = 6.6;
    private const double Gap = 26;
    private const double Beside = 18;
    private const double Padding = 14;
    private const double Header = 26;
    private const double LongestRow = 1100;
    private const int MostLetters = 36;

    private GraphBox(OutlineNode node) => Node = node;

    public OutlineNode Node { get; }

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>How high its own lines are: all of a leaf, the head of a frame, nothing of a sequence.</summary>
    public double Head { get; private set; }

    public bool IsFrame { get; private init; }

    public string Title { get; private init; } = "";

    /// <summary>The lines below the title.</summary>
    public IReadOnlyList<string> Lines { get; private init; } = [];

    public List<Part> Parts { get; } = [];

    /// <summary>Whether it stands for many alike, and has no state of its own.</summary>
    public bool IsPattern { get; private init; }

    public static GraphBox Of(OutlineNode node) => Of(node, isPattern: false);

    private static GraphBox Of(OutlineNode node, bool isPattern) => node switch
    {
        { Members: not null } => Many(node, isPattern),
        _ when NodeWords.IsLeaf(node) => Leaf(node, isPattern),
        { Kind: OutlineKind.Sequence } => Column(node, isPattern),
        { Kind: OutlineKind.Tuple or OutlineKind.Group or OutlineKind.FirstOf } => Rows(node, isPattern),
        _ => Scope(node, isPattern),
    };

    private static GraphBox Leaf(OutlineNode node, bool isPattern)
    {
        List<string> lines = isPattern ? [] : [NodeWords.Line(node)];
        if (node.Failure is { } failure)
            lines.Add(Cut($"{Html.Parts.ShortType(failure.Type)}: {Html.Words.Short(failure.Message)}", 44));
        var box = new GraphBox(node) { IsPattern = isPattern, Title = Cut(NodeWords.Title(node), MostLetters), Lines = lines };
        box.Width = Math.Max(120, box.WidthOfLines());
        box.Height = box.Head = 28 + (lines.Count * 17);
        if (node.Returned is { } returned)
            box.Below(Of(returned), Gap);
        return box;
    }

    private static GraphBox Many(OutlineNode node, bool isPattern)
    {
        List<string> lines = isPattern ? [] : [NodeWords.Counts(node.Members!)];
        foreach (var failed in node.FailedMembers)
            lines.Add(Cut($"✗ {failed.Path} {(failed.Failure is { } failure ? $"{Html.Parts.ShortType(failure.Type)}: {Html.Words.Short(failure.Message)}" : "")}", 44));
        var box = new GraphBox(node) { IsPattern = isPattern, IsFrame = true, Title = NodeWords.Title(node), Lines = lines };
        box.Width = Math.Max(240, box.WidthOfLines());

        // The bar lies under the lines.
        box.Height = box.Head = 28 + (lines.Count * 17) + 16;
        foreach (var child in node.Children.Take(1))
            box.Below(Of(child, isPattern: true), 4);
        if (node.Children.Count > 0)
            box.Pad();
        return box;
    }

    private static GraphBox Column(OutlineNode node, bool isPattern)
    {
        var box = new GraphBox(node) { IsPattern = isPattern };
        foreach (var child in node.Children)
            box.Below(Of(child, isPattern), box.Parts.Count == 0 ? 0 : Gap);
        box.Centre();
        return box;
    }

    private static GraphBox Rows(OutlineNode node, bool isPattern)
    {
        var box = new GraphBox(node) { IsPattern = isPattern, IsFrame = true, Title = NodeWords.Title(node), Lines = [] };
        box.Head = Header;
        var (x, y, row) = (Padding, Header, 0.0);
        foreach (var child in node.Children.Select(c => Of(c, isPattern)))
        {
            if (x > Padding && x + child.Width > LongestRow)
                (x, y, row) = (Padding, y + row + Beside, 0);
            box.Parts.Add(new(child, x, y, null));
            box.Width = Math.Max(box.Width, x + child.Width + Padding);
            (x, row) = (x + child.Width + Beside, Math.Max(row, child.Height));
        }

        box.Width = Math.Max(box.Width, box.WidthOfLines());
        box.Height = y + row + Padding;
        return box;
    }

    private static GraphBox Scope(OutlineNode node, bool isPattern)
    {
        var box = new GraphBox(node) { IsPattern = isPattern, IsFrame = true, Title = Cut(NodeWords.Title(node), MostLetters), Lines = [] };
        box.Head = Header;
        var x = Padding;
        for (var i = 0; i < node.Children.Count; i++)
        {
            var child = Of(node.Children[i], isPattern);
            var side = i == 1 ? NodeWords.Side(node.Kind) : null;
            if (side is not null)
                x += 3 * Beside;
            box.Parts.Add(new(child, x, Header + (side is null ? 0 : 16), side));
            box.Height = Math.Max(box.Height, Header + (side is null ? 0 : 16) + child.Height + Padding);
            x += Math.Max(child.Width, (side?.Length ?? 0) * SmallLetter) + Beside;
        }

        box.Width = Math.Max(x - Beside + Padding, box.WidthOfLines());
        box.Height = Math.Max(box.Height, Header + Padding);
        return box;
    }

    private void Below(GraphBox child, double gap)
    {
        Parts.Add(new(child, 0, Height + gap, null));
        Height += gap + child.Height;
        Width = Math.Max(Width, child.Width);
        Centre();
    }

    private void Centre()
    {
        for (var i = 0; i < Parts.Count; i++)
            Parts[i] = Parts[i] with { X = (Width - Parts[i].Box.Width) / 2 };
    }

    private void Pad()
    {
        Width += 2 * Padding;
        Height += Padding;
        Centre();
    }

    /// <summary>How wide its own lines are, where something wider hangs below them.</summary>
    public double OwnWidth => Math.Max(120, WidthOfLines());

    private double WidthOfLines() => 24 + Math.Max(Title.Length * Letter, Lines.Select(static l => l.Length * SmallLetter).DefaultIfEmpty().Max());

    private static string Cut(string text, int most) => Html.Words.Short(text, most);

    /// <summary>A part with its place in the box around it, and what it is for where it stands at the side.</summary>
    internal sealed record Part(GraphBox Box, double X, double Y, string? Side);
}
