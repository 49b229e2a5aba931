namespace TypedTasks.Emulator;

/// <summary>A filter that matches when all given properties are equal.</summary>
public sealed record CorrelationRuleFilter : RuleFilter
{
    /// <summary>The correlation id to match.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The message id to match.</summary>
    public string? MessageId { get; init; }

    /// <summary>The address to match.</summary>
    public string? To { get; init; }

    /// <summary>The reply address to match.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The subject, formerly label, to match.</summary>
    public string? Subject { get; init; }

    /// <summary>The session to match.</summary>
    public string? SessionId { get; init; }

    /// <summary>The session of replies to match.</summary>
    public string? ReplyToSessionId { get; init; }

    /// <summary>The content type to match.</summary>
    public string? ContentType { get; init; }

    /// <summary>The application properties to match.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>();
}
