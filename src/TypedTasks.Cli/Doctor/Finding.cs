namespace TypedTasks.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Id">What it is called, for ever: <c>C3</c> of a configuration, <c>N7</c> of a namespace.</param>
/// <param name="Title">What it looks at.</param>
/// <param name="Verdict">What it comes to.</param>
/// <param name="Saw">What it saw, as a sentence.</param>
internal sealed record Finding(string Id, string Title, Verdict Verdict, string Saw)
{
    /// <summary>What it expected to see, where that is not plain from the title.</summary>
    public string? Expects { get; init; }

    /// <summary>What to do about it, or what a different answer changes.</summary>
    public string? Advice { get; init; }
}
