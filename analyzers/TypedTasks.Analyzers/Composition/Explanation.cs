namespace TypedTasks.Analyzers.Composition;

/// <summary>What is wrong between two steps, and what would mend it.</summary>
/// <param name="Text">The words.</param>
/// <param name="Remedy">One of <see cref="Remedies"/>, or null.</param>
/// <param name="Data">What the remedy needs: the member of a tuple, or an order.</param>
internal sealed record Explanation(string Text, string? Remedy = null, string? Data = null)
{
    /// <summary>What the data of a remedy begins with when it concerns the left side.</summary>
    public const string Left = "left ";

    public Explanation OnTheLeft() => this with { Data = Left + Data };
}
