namespace TypedTasks.Analyzers.Tests.Repaired;

/// <summary>A small wrong program, and what becomes of it once a fix has been applied.</summary>
/// <param name="Rule">The rule that speaks.</param>
/// <param name="Fix">The fix, by the name of its class.</param>
/// <param name="Title">Words of its title.</param>
/// <param name="Wrong">Statements that enqueue one flow; the rule speaks of them, or of <see cref="More"/>.</param>
internal sealed record Repair(string Rule, string Fix, string Title, string Wrong)
{
    /// <summary>What the flow yields, as JSON; null where the user has to fill in.</summary>
    public string? Result { get; init; }

    /// <summary>Where the user has to fill in: exactly these errors, each with the text that it stands at.</summary>
    public string[] Blanks { get; init; } = [];

    /// <summary>What the rule calls the remedy, where it names one.</summary>
    public string? Remedy { get; init; }

    /// <summary>What the file begins with besides.</summary>
    public string Usings { get; init; } = "";

    /// <summary>More of the same file.</summary>
    public string More { get; init; } = "";

    /// <summary>The text that the rule speaks of, where it speaks of several.</summary>
    public string? Place { get; init; }

    /// <summary>What TaskContracts.txt holds, where there is one.</summary>
    public string? Contracts { get; init; }

    /// <summary>What the changed file, or the changed contracts, must hold.</summary>
    public string Holds { get; init; } = "";

    /// <summary>Whether the file imports the namespace of the runtime; the project then does not.</summary>
    public bool IsImported { get; init; } = true;

    public bool IsAot { get; init; }

    public override string ToString() => $"{Rule} {Fix} {Remedy} {Wrong} {More}";
}
