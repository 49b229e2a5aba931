namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>Matches when every property that is given is equal.</summary>
internal sealed record CorrelationFilter(CorrelationRuleFilter Definition) : IFilter
{
    public bool Matches(MessageView message)
    {
        if (!Same(message, "correlationid", Definition.CorrelationId) || !Same(message, "messageid", Definition.MessageId)
            || !Same(message, "to", Definition.To) || !Same(message, "replyto", Definition.ReplyTo)
            || !Same(message, "subject", Definition.Subject) || !Same(message, "sessionid", Definition.SessionId)
            || !Same(message, "replytosessionid", Definition.ReplyToSessionId)
            || !Same(message, "contenttype", Definition.ContentType))
            return false;
        foreach (var (name, wanted) in Definition.Properties)
            if (!Same(message.User(name), MessageView.Plain(wanted)))
                return false;
        return true;
    }

    // A client that has one kind of number writes 1 where a sender wrote 1.0.
    private static bool Same(object? value, object? wanted) => Equals(value, wanted) || SqlComparison.Compare(value, wanted) == 0;

    private static bool Same(MessageView message, string property, string? wanted) =>
        wanted is null || (message.System(property)?.ToString() ?? "") == wanted;
}
