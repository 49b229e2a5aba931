namespace TypedTasks.Flows;

/// <summary>The order of paths as people count: 0.2 before 0.10.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var a = Segment(ref left);
            var b = Segment(ref right);
            // Segments carry no leading zeros: the longer one is the larger number.
            var order = a.Length != b.Length ? a.Length - b.Length : a.SequenceCompareTo(b);
            if (order != 0)
                return order;
        }

        return left.Length - right.Length;
    }

    private static ReadOnlySpan<char> Segment(ref ReadOnlySpan<char> path)
    {
        var dot = path.IndexOf('.');
        var segment = dot < 0 ? path : path[..dot];
        path = dot < 0 ? [] : path[(dot + 1)..];
        return segment;
    }
}
