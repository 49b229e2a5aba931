namespace CodeAtlas;

/// <summary>A directory or a file in the tree that the map draws.</summary>
/// <param name="Name">What its label says; directories in between that hold nothing else are folded into it.</param>
/// <param name="Path">Where it is below the folder that is mapped.</param>
/// <param name="Lines">Its lines, those of everything in it included.</param>
/// <param name="Children">What it holds, the largest first.</param>
/// <param name="File">Its index in the list of files, or -1 for a directory.</param>
internal sealed record MapNode(string Name, string Path, long Lines, IReadOnlyList<MapNode> Children, int File = -1);
