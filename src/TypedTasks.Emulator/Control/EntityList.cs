using System.Text.Json;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;
using TypedTasks.Emulator.Http;

namespace TypedTasks.Emulator.Control;

/// <summary>The queues, topics and subscriptions of a namespace with what they hold.</summary>
internal static class EntityList
{
    public static HttpResponse Answer(EmulatorNamespace space) => Json.Ok(json =>
    {
        using (space.Context.Broker.Enter())
        {
            json.WriteString("namespace", space.Name);
            json.WriteStartArray("entities");
            foreach (var queue in space.Context.Broker.Directory.Queues.OrderBy(static queue => queue.Path, StringComparer.OrdinalIgnoreCase))
                Write(json, queue, "queue");
            foreach (var topic in space.Context.Broker.Directory.Topics.OrderBy(static topic => topic.Inbox.Path, StringComparer.OrdinalIgnoreCase))
            {
                Write(json, topic.Inbox, "topic");
                foreach (var subscription in topic.Subscriptions.OrderBy(static one => one.Options.Name, StringComparer.OrdinalIgnoreCase))
                    Write(json, subscription.Queue, "subscription", subscription.Rules);
            }

            json.WriteEndArray();
        }
    });

    private static void Write(Utf8JsonWriter json, MessageQueue queue, string kind, IReadOnlyList<Rule>? rules = null)
    {
        json.WriteStartObject();
        json.WriteString("path", queue.Path);
        json.WriteString("kind", kind);
        json.WriteNumber("active", queue.ActiveCount);
        json.WriteNumber("scheduled", queue.ScheduledCount);
        json.WriteNumber("deferred", queue.DeferredCount);
        json.WriteNumber("deadLetter", queue.SubQueues.DeadLetterCount);
        json.WriteNumber("transferDeadLetter", queue.SubQueues.TransferDeadLetterCount);
        json.WriteBoolean("requiresSession", queue.Options.RequiresSession);
        if (queue.Options.ForwardTo is { } target)
            json.WriteString("forwardTo", target);
        if (rules is not null)
        {
            json.WriteStartArray("rules");
            foreach (var rule in rules)
                Write(json, rule);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("name", rule.Name);
        json.WriteString("filter", rule.Options.Filter switch
        {
            SqlRuleFilter sql => sql.Expression,
            CorrelationRuleFilter correlation => Words(correlation),
            _ => "",
        });
        if (rule.Options.Action is { Length: > 0 } action)
            json.WriteString("action", action);
        json.WriteEndObject();
    }

    private static string Words(CorrelationRuleFilter filter)
    {
        var parts = new List<string>();
        foreach (var (name, value) in new[]
                 {
                     ("sys.CorrelationId", filter.CorrelationId), ("sys.MessageId", filter.MessageId), ("sys.To", filter.To), ("sys.ReplyTo", filter.ReplyTo), ("sys.Label", filter.Subject),
                     ("sys.SessionId", filter.SessionId), ("sys.ReplyToSessionId", filter.ReplyToSessionId), ("sys.ContentType", filter.ContentType),
                 })
        {
            if (value is not null)
                parts.Add($"{name} = {MessageBody.Words(value)}");
        }

        parts.AddRange(filter.Properties.Select(static property => $"{property.Key} = {MessageBody.Words(property.Value)}"));
        return parts.Count == 0 ? "everything" : string.Join(" and ", parts);
    }
}
