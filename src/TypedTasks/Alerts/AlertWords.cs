namespace TypedTasks;

/// <summary>The kinds of alerts as words.</summary>
internal static class AlertWords
{
    public static string Word(this AlertKind kind) => kind switch
    {
        AlertKind.Failed => "failed",
        AlertKind.Late => "late",
        AlertKind.Quiet => "quiet",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
