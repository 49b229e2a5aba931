namespace TypedTasks.Cli.Terminal;

/// <summary>A column of a table.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Rank">How little it matters: the highest is left out first where there is little room, 0 never.</param>
/// <param name="IsNumber">Whether it stands to the right.</param>
/// <param name="Enough">With how many characters of a long text one can do.</param>
internal sealed record GridColumn(string Title, int Rank = 0, bool IsNumber = false, int Enough = 40)
{
    /// <summary>Whether it is copied and pasted, and so not cut while other columns can be.</summary>
    public bool IsWhole { get; init; }
}
