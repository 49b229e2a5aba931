namespace TypedTasks.Emulator.Entities;

/// <summary>What a receiver decided about a message.</summary>
internal sealed record Outcome(OutcomeKind Kind, IReadOnlyList<KeyValuePair<string, object?>>? Properties = null)
{
    public static Outcome Complete { get; } = new(OutcomeKind.Complete);

    public static Outcome Abandon { get; } = new(OutcomeKind.Abandon);

    public static Outcome Release { get; } = new(OutcomeKind.Release);

    public static Outcome Expired { get; } = DeadLetter("TTLExpiredException", "The message expired and was dead lettered.");

    public static Outcome WithoutSession { get; } = DeadLetter("SessionIdIsMissing", "The entity requires sessions and the message has none.");

    public static Outcome TooManyDeliveries(int count) =>
        DeadLetter("MaxDeliveryCountExceeded", $"Message could not be consumed after {count} delivery attempts.");

    public static Outcome DeadLetter(string? reason, string? description, IEnumerable<KeyValuePair<string, object?>>? more = null)
    {
        var properties = new List<KeyValuePair<string, object?>>(more ?? []);
        if (reason is not null)
            properties.Add(new("DeadLetterReason", reason));
        if (description is not null)
            properties.Add(new("DeadLetterErrorDescription", description));
        return new(OutcomeKind.DeadLetter, properties);
    }
}
