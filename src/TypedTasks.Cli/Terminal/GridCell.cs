namespace TypedTasks.Cli.Terminal;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Tone">Its color.</param>
internal readonly record struct GridCell(string Text, Tone Tone = Tone.Plain)
{
    /// <summary>A cell without a color.</summary>
    public static implicit operator GridCell(string text) => new(text);
}
