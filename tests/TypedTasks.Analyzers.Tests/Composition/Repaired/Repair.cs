namespace TypedTasks.Analyzers.Tests.Composition.Repaired;

/// <summary>A small wrong program, and what it yields once it is mended.</summary>
/// <param name="Rule">The rule that speaks.</param>
/// <param name="Fix">The fix, by the name of its class.</param>
/// <param name="Title">Words of its title.</param>
/// <param name="Wrong">Statements in which the rule speaks once.</param>
/// <param name="Result">What the flow yields, as JSON.</param>
internal sealed record Repair(string Rule, string Fix, string Title, string Wrong, string Result)
{
    /// <summary>What the rule calls the remedy, where it names one.</summary>
    public string? Remedy { get; init; }

    /// <summary>What the file imports besides.</summary>
    public string Usings { get; init; } = "";

    /// <summary>More of the same file.</summary>
    public string More { get; init; } = "";

    public override string ToString() => $"{Rule} {Remedy} {Wrong}";
}
