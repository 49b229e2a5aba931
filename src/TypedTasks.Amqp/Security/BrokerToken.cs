namespace TypedTasks.Amqp.Security;

/// <summary>A token for one audience. Not a record: its text must not show the token.</summary>
internal sealed class BrokerToken(string value, DateTimeOffset expiresAt)
{
    public string Value { get; } = value;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}
