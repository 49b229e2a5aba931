namespace TypedTasks.Structure.Tests;

/// <summary>Which folder names declarations of which, and by what.</summary>
internal sealed class FolderArrows
{
    private readonly Dictionary<string, Dictionary<string, List<string>>> arrows = new(StringComparer.Ordinal);

    /// <summary>The pairs of folders that know each other both ways.</summary>
    public IReadOnlyList<(string, string)> Pairs =>
    [
        .. arrows.Keys.SelectMany(a => arrows[a].Keys
            .Where(b => string.CompareOrdinal(a, b) < 0 && arrows.TryGetValue(b, out var back) && back.ContainsKey(a))
            .Select(b => (a, b))),
    ];

    public static FolderArrows Of(IEnumerable<SourceFile> files)
    {
        var found = new FolderArrows();
        foreach (var file in files)
        {
            foreach (var (other, names) in file.Names)
                found.Add(file.Folder, SourceFile.FolderOf(other), $"{file.Path} -> {other}: {string.Join(", ", names)}");
        }

        return found;
    }

    /// <summary>The folders that lead back to themselves, each circle once.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles() =>
    [
        .. arrows.Keys
            .Select(a => (IReadOnlyList<string>)[.. Reach(a).Where(b => Reach(b).Contains(a)).Order(StringComparer.Ordinal)])
            .Where(static c => c.Count > 0)
            .DistinctBy(static c => string.Join(' ', c)),
    ];

    public string Describe(IReadOnlyList<string> circle) => string.Join(
        "\n",
        circle.SelectMany(a => circle.Where(b => arrows[a].ContainsKey(b)).Select(b => (From: a, To: b, Lines: arrows[a][b])))
            .OrderBy(static a => a.Lines.Count)
            .Select(static a => $"{a.From} -> {a.To} ({a.Lines.Count})\n    {string.Join("\n    ", a.Lines.Take(8))}")
            .Prepend($"A circle of {circle.Count}: {string.Join(", ", circle)}"));

    private HashSet<string> Reach(string from)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<string> open = new([from]);
        while (open.TryPop(out var folder))
        {
            foreach (var next in arrows.TryGetValue(folder, out var to) ? to.Keys : Enumerable.Empty<string>())
            {
                if (seen.Add(next))
                    open.Push(next);
            }
        }

        return seen;
    }

    private void Add(string from, string to, string by)
    {
        if (from == to)
            return;
        if (!arrows.TryGetValue(from, out var targets))
            arrows.Add(from, targets = new(StringComparer.Ordinal));
        if (!targets.TryGetValue(to, out var lines))
            targets.Add(to, lines = []);
        lines.Add(by);
    }
}
