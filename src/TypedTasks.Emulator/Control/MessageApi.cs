using System.Globalization;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Configuration;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;
using TypedTasks.Emulator.Http;

namespace TypedTasks.Emulator.Control;

/// <summary>Looks at messages and sends some by hand. What is done here counts as nothing that the namespace was used for.</summary>
internal static class MessageApi
{
    private const int Preview = 4 * 1024;
    private const int MaxCount = 100;
    private const int MaxMoved = 1_000;

    public static HttpResponse List(EmulatorNamespace space, ControlRequest request)
    {
        var queue = request.Query.GetValueOrDefault("entity") ?? throw new ControlException(400, "Say which entity: ?entity=orders.");
        var (from, count) = (Number(request, "from", 0), (int)Math.Clamp(Number(request, "count", 50), 1, MaxCount));
        var isWhole = request.Query.GetValueOrDefault("whole") == "true";
        return Json.Ok(json =>
        {
            using (space.Context.Broker.Enter())
            {
                var source = Source(space, queue);
                var messages = source.Browse(from).Take(isWhole ? 1 : count + 1).ToList();
                json.WriteStartArray("messages");
                foreach (var message in messages.Take(count))
                    MessageJson.Write(json, space.Context.Broker, message, isWhole ? int.MaxValue : Preview, source.DueOf(message));
                json.WriteEndArray();
                if (messages.Count > count)
                    json.WriteNumber("next", messages[count].SequenceNumber);
            }
        });
    }

    public static HttpResponse Send(EmulatorNamespace space, ControlRequest request)
    {
        var (entity, copyOf, draft) = request.Read(static body => (body.Text("entity") ?? throw body.Missing("entity"), ReadCopy(body), MessageDraft.Read(body.Object("message") ?? throw body.Missing("message"))));
        var broker = space.Context.Broker;
        using (broker.Enter())
        {
            var target = Target(space, entity);
            var content = Make(space, copyOf, draft, broker.ToClients(broker.Now));
            if (content.Size > space.Context.MessageLimit)
                throw new ControlException(413, $"The message has {content.Size} bytes, and may have {space.Context.MessageLimit}.");
            if (Admission.LastingObjection(target, content) is { } objection)
                throw new ControlException(409, objection.Description);
            var number = broker.Meter.Uncounted(() => Intake.Admit(target, content));
            return number == 0
                ? throw new ControlException(409, $"'{target.Path}' has seen the message id '{content.MessageId}' within its duplicate detection window, and drops the message: give it another id.")
                : Json.Answer(201, json => json.WriteNumber("sequenceNumber", number));
        }
    }

    /// <summary>Moves messages from a dead-letter queue back to where they came from, or elsewhere: all of them or none.</summary>
    public static HttpResponse Move(EmulatorNamespace space, ControlRequest request)
    {
        var (entity, numbers, to) = request.Read(static body => (body.Text("entity") ?? throw body.Missing("entity"), body.Numbers("sequenceNumbers"), body.Name("to")));
        if (numbers.Count is 0 or > MaxMoved)
            throw new ControlException(400, $"'sequenceNumbers' must name 1 to {MaxMoved} messages.");
        var broker = space.Context.Broker;
        using (broker.Enter())
        {
            var letters = Source(space, entity);
            if (ReferenceEquals(letters.Owner, letters))
                throw new ControlException(400, $"'{entity}' is no dead-letter queue: messages are moved from {entity}/$DeadLetterQueue.");
            if (to is null && ReferenceEquals(letters, letters.Owner.SubQueues.TransferDeadLetters))
                throw new ControlException(400, "Nobody knows any more where these messages were to go: say 'to'.");
            var target = to is null ? letters.Owner : Target(space, to);
            broker.Meter.Uncounted(() => LetterMover.Move(letters, numbers, target));
            return Json.Ok(json => json.WriteNumber("moved", numbers.Count));
        }
    }

    /// <summary>Holds a rule against a message that is there, or one that somebody writes; nothing is changed by it.</summary>
    public static HttpResponse TryRule(EmulatorNamespace space, ControlRequest request)
    {
        var (filter, action, copyOf, draft) = request.Read(static body =>
            (body.Name("filter"), body.Name("action"), ReadCopy(body), body.Object("message") is { } message ? MessageDraft.Read(message) : null));
        if (copyOf is null && draft is null)
            throw new ControlException(400, "Say which message: 'copyOf' or 'message'.");
        try
        {
            var rule = new Rule(new RuleOptions { Name = "tried", Filter = new SqlRuleFilter(filter ?? "1=1"), Action = action }, 0);
            var broker = space.Context.Broker;
            using (broker.Enter())
            {
                var original = copyOf is { } place ? Find(space, place) : null;
                var content = draft is null ? original!.Content : Make(space, copyOf, draft, broker.ToClients(broker.Now));
                var view = new MessageView(content, broker.ToClients(original?.EnqueuedAt ?? broker.Now));
                var matches = rule.Filter.Matches(view);
                return Json.Ok(json =>
                {
                    json.WriteBoolean("matches", matches);
                    if (!matches || rule.Action is null)
                        return;
                    json.WritePropertyName("after");
                    MessageJson.Write(json, broker, new BrokerMessage(rule.Action.Apply(content, view)) { EnqueuedAt = original?.EnqueuedAt ?? broker.Now }, Preview);
                });
            }
        }
        catch (AmqpException wrong)
        {
            throw new ControlException(400, wrong.Message);
        }
    }

    private static (string Entity, long SequenceNumber)? ReadCopy(JsonNodeReader body)
    {
        if (body.Object("copyOf") is not { } copy)
            return null;
        var place = (copy.Text("entity") ?? throw copy.Missing("entity"), copy.Long("sequenceNumber") ?? throw copy.Missing("sequenceNumber"));
        copy.Close();
        return place;
    }

    private static MessageContent Make(EmulatorNamespace space, (string Entity, long SequenceNumber)? copyOf, MessageDraft draft, long now)
    {
        try
        {
            return draft.Make(copyOf is { } place ? Find(space, place).Content : null, now);
        }
        catch (AmqpException wrong)
        {
            throw new ControlException(400, wrong.Message);
        }
    }

    private static BrokerMessage Find(EmulatorNamespace space, (string Entity, long SequenceNumber) place) =>
        Source(space, place.Entity).Browse(place.SequenceNumber).FirstOrDefault() is { } message && message.SequenceNumber == place.SequenceNumber
            ? message
            : throw ControlException.NotFound($"message {place.SequenceNumber} in '{place.Entity}' any more");

    private static MessageQueue Source(EmulatorNamespace space, string entity)
    {
        var (directory, address) = (space.Context.Broker.Directory, EntityAddress.Parse(entity));
        return directory.FindSource(address) ?? (address.SubQueue == SubQueue.None ? directory.FindTarget(address.Entity) : null) ?? throw ControlException.NotFound($"entity '{entity}'");
    }

    // By hand, a message can also be put into one subscription alone.
    private static MessageQueue Target(EmulatorNamespace space, string entity)
    {
        var address = EntityAddress.Parse(entity);
        if (address.SubQueue != SubQueue.None)
            throw new ControlException(400, $"Messages cannot be sent to '{entity}'.");
        return space.Context.Broker.Directory.FindTarget(address.Entity) ?? space.Context.Broker.Directory.FindSource(address) ?? throw ControlException.NotFound($"entity '{entity}'");
    }

    private static long Number(ControlRequest request, string name, long otherwise)
    {
        if (!request.Query.TryGetValue(name, out var text))
            return otherwise;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ControlException(400, $"'{name}' must be a whole number.");
    }
}
