namespace CodeAtlas;

/// <summary>Five levels of how long a file's longest block is.</summary>
internal static class BlockScale
{
    private static readonly int[] Limits = [10, 25, 50, 100];

    public static IReadOnlyList<string> Names { get; } = ["up to 10", "25", "50", "100", "more"];

    public static int LevelOf(int lines)
    {
        var level = Array.FindIndex(Limits, l => lines <= l);
        return level < 0 ? Limits.Length : level;
    }
}
