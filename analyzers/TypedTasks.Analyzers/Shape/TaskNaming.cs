namespace TypedTasks.Analyzers.Shape;

/// <summary>How rules propose names.</summary>
internal static class TaskNaming
{
    /// <summary>The property that a diagnostic carries when there is a name to give.</summary>
    public const string Suggestion = nameof(Suggestion);

    /// <summary>The property that says which name several tasks have.</summary>
    public const string Disputed = nameof(Disputed);
}
