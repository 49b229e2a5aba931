namespace Demo;

public enum Verdict
{
    Rejected,
    Approved,
}

public sealed record Note(string Text);

/// <summary>What is said.</summary>
public static partial class Said
{
    /// <summary>The lawyers have decided.</summary>
    [TaskEvent("legal")]
    public static partial TaskEvent<Verdict> Legal { get; }

    [TaskEvent("demo.\"note\"")]
    internal static partial TaskEvent<(Note?, int)> Note { get; }
}

public static partial class Work
{
    [Task]
    public static string Tell(Verdict verdict) => $"{verdict}";
}
