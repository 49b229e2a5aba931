namespace Corpus;

public sealed record DataTree(string Name, List<DataTree> Children);

public static partial class WorkDataTree
{
    [Task] public static DataTree? Do(DataTree value, IReadOnlyList<DataTree> more) => more.Count > 0 ? value : default;
}
