namespace TypedTasks.Cli.Doctor;

/// <summary>What a check comes to.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>It works, and somebody should know.</summary>
    Warning,

    /// <summary>It does not work like this, or loses what it should keep.</summary>
    Wrong,

    /// <summary>Nobody could tell.</summary>
    Skipped,
}
