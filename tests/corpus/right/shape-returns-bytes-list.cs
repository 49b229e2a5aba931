namespace Corpus;

public static partial class ShapeReturnsBytesList
{
    [Task] public static IReadOnlyList<int> Do() => [];
}
