namespace TypedTasks.Emulator.Entities;

/// <summary>What a receiver decided about a message.</summary>
internal sealed record Outcome(OutcomeKind Kind, IReadOnlyList<KeyValuePair<string, object?>>? Properties = null)
{
    public static Outcome Complete { get; } = new(OutcomeKind.Complete);

    public static Outcome Abandon { get; } = new(OutcomeKind.Abandon);

    public static Outcome Release { get; } = new(OutcomeKind.Release);

    public static Outcome DeadLetter(string? reason, string? description, IEnumerable<KeyValuePair<string, object?>>? more = null)
    {
        var properties = new List<KeyValuePair<string, object?>>(more ?? []);
        if (reason is not null) properties.Add(new("DeadLetterReason", reason));
        if (description is not null) properties.Add(new("DeadLetterErrorDescription", description));
        return new(OutcomeKind.DeadLetter, properties);
    }
}
