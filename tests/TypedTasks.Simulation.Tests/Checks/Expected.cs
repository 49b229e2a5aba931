namespace TypedTasks.Simulation.Tests;

/// <summary>A value that a node may yield.</summary>
/// <param name="Text">Its canonical text.</param>
/// <param name="Items">Its elements, when it is a list.</param>
internal sealed record Expected(string Text, Expected[]? Items)
{
    public static readonly Expected Failure = new(Digest.Failure, null);

    public static Expected List(Expected[] items) => new(Digest.List(items.Select(static i => i.Text)), items);

    public static Expected Success(Expected value) => new(Digest.Success(value.Text), null);
}
