namespace TypedTasks.Serialization;

/// <summary>Shortens failures, by steps of which each leaves less.</summary>
internal static class FailureCut
{
    private const string More = "…";
    private const int MaxDepth = 8;

    public static TaskFailure Cut(TaskFailure failure, int step) =>
        Cut(failure, Math.Max(16, 8000 >> Math.Max(step - 1, 0)), Math.Max(100 >> step, 0), 0);

    private static TaskFailure Cut(TaskFailure failure, int text, int inner, int depth) => new(
        Text(failure.Type, text),
        Text(failure.Message, text),
        depth == 0 && failure.StackTrace is { } trace ? Text(trace, text) : null,
        Text(failure.Task, text),
        failure.Step,
        failure.Attempt,
        [.. Inner(failure.Inner, depth == MaxDepth ? 0 : inner).Select(f => Cut(f, Math.Max(16, text / 8), inner, depth + 1))]);

    private static IEnumerable<TaskFailure> Inner(IReadOnlyList<TaskFailure> all, int most)
    {
        foreach (var failure in all.Take(most))
            yield return failure;
        if (all.Count > most)
            yield return new("TypedTasks.More", $"{all.Count - most} more, left out to keep the failure small.", null, "", "", 0, []);
    }

    private static string Text(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + More;
    }
}
