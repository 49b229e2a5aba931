namespace CodeAtlas;

/// <summary>Builds the tree of directories from the paths of files.</summary>
internal static class MapTree
{
    /// <param name="files">The files; their order gives them their index. Files without a line have no area and are left out.</param>
    public static MapNode Build(IReadOnlyList<FileCard> files)
    {
        var entries = files
            .Select(static (f, i) => (Parts: f.Path.Split('/'), f.Path, f.Lines, Index: i))
            .Where(static e => e.Lines > 0)
            .ToArray();
        return Directory("", "", entries, 0);
    }

    private static MapNode Directory(
        string name, string path, IEnumerable<(string[] Parts, string Path, int Lines, int Index)> entries, int depth)
    {
        var children = new List<MapNode>();
        foreach (var group in entries.GroupBy(e => (Name: e.Parts[depth], IsFile: e.Parts.Length == depth + 1)))
        {
            if (group.Key.IsFile)
                children.AddRange(group.Select(e => new MapNode(group.Key.Name, e.Path, e.Lines, [], e.Index)));
            else
                children.Add(Fold(Directory(group.Key.Name, Join(path, group.Key.Name), group, depth + 1)));
        }

        return new MapNode(
            name,
            path,
            children.Sum(static c => c.Lines),
            [.. children.OrderByDescending(static c => c.Lines).ThenBy(static c => c.Path, StringComparer.Ordinal)]);
    }

    // src/main/java says more in one label than three frames around each other.
    private static MapNode Fold(MapNode node) =>
        node.Children is [{ File: < 0 } only] ? only with { Name = $"{node.Name}/{only.Name}" } : node;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}
