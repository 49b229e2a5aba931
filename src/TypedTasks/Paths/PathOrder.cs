namespace TypedTasks.Paths;

/// <summary>The order of paths as people count: 0.2 before 0.10, what lies below a node right after it.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = new PathSegments(x ?? "");
        var right = new PathSegments(y ?? "");
        while (true)
        {
            var more = left.MoveNext();
            if (!right.MoveNext())
                return more ? 1 : 0;
            if (!more)
                return -1;
            var order = Rank(left).CompareTo(Rank(right));
            if (order != 0)
                return order;
        }
    }

    // What a node returned comes before its children would, its side branches after them, compensations last.
    private static long Rank(PathSegments segment) => segment.Level switch
    {
        null => segment.Current,
        StepPath.PlanLevel => -1,
        StepPath.SideLevel => int.MaxValue + 1L,
        _ => int.MaxValue + 2L,
    };
}
