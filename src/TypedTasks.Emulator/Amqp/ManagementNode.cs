using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>The <c>$management</c> node of a queue or sub-queue.</summary>
internal sealed class ManagementNode(Connection connection, MessageQueue queue, Subscription? subscription) : IRequestHandler
{
    private const string Prefix = "com.microsoft:";
    private const int MaxPeek = 250;

    private SessionTable Sessions => Desk.Table;

    private SessionDesk Desk => queue.Sessions
        ?? throw new AmqpException(ErrorCondition.NotAllowed, $"The entity '{queue.Path}' does not require sessions.");

    public Response Handle(Request request)
    {
        if (queue.IsGone) return Response.Failed(404, ErrorCondition.NotFound, EntityDirectory.Deleted(queue.Path).Description);
        var operation = request.Operation;
        return (operation.StartsWith(Prefix, StringComparison.Ordinal) ? operation[Prefix.Length..] : operation) switch
        {
            "renew-lock" => RenewLocks(request.Arguments),
            "peek-message" => Peek(request.Arguments),
            "schedule-message" => Schedule(request.Arguments),
            "cancel-scheduled-message" => CancelScheduled(request.Arguments),
            "receive-by-sequence-number" => ReceiveDeferred(request.Arguments),
            "update-disposition" => UpdateDisposition(request.Arguments),
            "renew-session-lock" => RenewSession(request.Arguments),
            "get-session-state" => Response.Ok(new AmqpMap { { "session-state", Sessions.Find(SessionId(request.Arguments))?.State } }),
            "set-session-state" => SetSessionState(request.Arguments),
            "get-message-sessions" => ListSessions(request.Arguments),
            "add-rule" when subscription is not null => RuleOperations.Add(new(connection.Context.Broker), subscription, request.Arguments),
            "remove-rule" when subscription is not null => RuleOperations.Remove(subscription, request.Arguments),
            "enumerate-rules" when subscription is not null => RuleOperations.List(subscription, request.Arguments),
            _ => Response.Failed(501, ErrorCondition.NotImplemented, $"The operation '{operation}' is not supported."),
        };
    }

    private static T[] Items<T>(AmqpMap arguments, string name)
    {
        var items = arguments[name] switch
        {
            object?[] array => array.OfType<T>().ToArray(),
            IReadOnlyList<object?> list => list.OfType<T>().ToArray(),
            T single => [single],
            _ => [],
        };
        return items.Length > 0 ? items : throw new AmqpException(ErrorCondition.ArgumentError, $"'{name}' is missing or of the wrong type.");
    }

    private static Response LockLost() => Response.Failed(
        410, ErrorCondition.MessageLockLost,
        "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.");

    private static byte[] Encode(BrokerMessage message, bool isBrowse)
    {
        var writer = new AmqpWriter(message.Content.Size + MessageEncoder.Overhead);
        MessageEncoder.Write(writer, message, isBrowse);
        return writer.ToArray();
    }

    private Response RenewLocks(AmqpMap arguments)
    {
        var expirations = new List<object?>();
        foreach (var token in Items<Guid>(arguments, "lock-tokens"))
        {
            if (queue.Renew(token) is not { } until) return LockLost();
            expirations.Add(new AmqpTimestamp(until));
        }

        return Response.Ok(new AmqpMap { { "expirations", expirations.ToArray() } });
    }

    private Response Peek(AmqpMap arguments)
    {
        var from = arguments["from-sequence-number"] as long? ?? 0;
        var count = Math.Clamp(arguments["message-count"] as int? ?? 1, 1, MaxPeek);
        var messages = new List<object?>();
        var room = (int)connection.Context.MessageLimit;
        foreach (var message in queue.Browse(from, arguments["session-id"] as string).Take(count))
        {
            var encoded = Encode(message, isBrowse: true);
            room -= encoded.Length;
            // One reply is one message, which has a limit; the peer asks again from where this ends.
            if (room < 0 && messages.Count > 0) break;
            messages.Add(new AmqpMap { { "message", encoded } });
        }

        return messages.Count > 0 ? Response.Ok(new AmqpMap { { "messages", messages } }) : Response.NoContent();
    }

    private Response Schedule(AmqpMap arguments)
    {
        var contents = new List<MessageContent>();
        foreach (var entry in Items<AmqpMap>(arguments, "messages"))
        {
            if (entry["message"] is not byte[] encoded)
                throw new AmqpException(ErrorCondition.ArgumentError, "A message to schedule is missing.");
            contents.Add(MessageContent.Parse(encoded));
        }

        var refusal = queue.Refusal(contents.Sum(content => content.Size)) ?? contents.Select(queue.Objection).FirstOrDefault(objection => objection is not null);
        if (refusal is not null) return Response.Failed(403, refusal.Condition, refusal.Description);
        var numbers = contents.Select(content => (object?)queue.Admit(content)).ToArray();
        return Response.Ok(new AmqpMap { { "sequence-numbers", numbers } });
    }

    private static string SessionId(AmqpMap arguments) => arguments["session-id"] as string
        ?? throw new AmqpException(ErrorCondition.ArgumentError, "'session-id' is missing.");

    private Response RenewSession(AmqpMap arguments) => queue.Sessions?.Renew(SessionId(arguments)) is { } until
        ? Response.Ok(new AmqpMap { { "expiration", new AmqpTimestamp(until) } })
        : Response.Failed(410, ErrorCondition.SessionLockLost, $"The session lock has expired on the session '{SessionId(arguments)}'.");

    private Response SetSessionState(AmqpMap arguments)
    {
        Desk.SetState(SessionId(arguments), arguments["session-state"] as byte[]);
        return Response.Ok();
    }

    private Response ListSessions(AmqpMap arguments)
    {
        var skip = Math.Max(0, arguments["skip"] as int? ?? 0);
        var ids = Sessions.Ids.Skip(skip).Take(Math.Clamp(arguments["top"] as int? ?? 100, 1, 1000)).Select(id => (object?)id).ToArray();
        return ids.Length == 0
            ? Response.NoContent()
            : Response.Ok(new AmqpMap { { "skip", skip + ids.Length }, { "sessions-ids", ids } });
    }

    private Response CancelScheduled(AmqpMap arguments)
    {
        var numbers = Items<long>(arguments, "sequence-numbers");
        var missing = numbers.Where(number => !queue.IsScheduled(number)).ToArray();
        if (missing.Length > 0) return NotFound(missing[0]);
        foreach (var number in numbers) queue.CancelScheduled(number);
        return Response.Ok();
    }

    private Response ReceiveDeferred(AmqpMap arguments)
    {
        var numbers = Items<long>(arguments, "sequence-numbers");
        var missing = numbers.Where(number => !queue.IsDeferred(number)).ToArray();
        if (missing.Length > 0) return NotFound(missing[0]);
        var delete = arguments["receiver-settle-mode"] is 0u;
        var messages = new List<object?>();
        foreach (var number in numbers.Distinct())
        {
            var message = queue.ReceiveDeferred(number, delete)!;
            messages.Add(new AmqpMap { { "lock-token", message.LockToken }, { "message", Encode(message, isBrowse: false) } });
        }

        return Response.Ok(new AmqpMap { { "messages", messages } });
    }

    private Response UpdateDisposition(AmqpMap arguments)
    {
        var properties = (arguments["properties-to-modify"] as AmqpMap ?? [])
            .Where(entry => entry.Key is string)
            .Select(entry => new KeyValuePair<string, object?>((string)entry.Key, entry.Value))
            .ToList();
        var outcome = (arguments["disposition-status"] as string) switch
        {
            "completed" => Outcome.Complete,
            "abandoned" => new Outcome(OutcomeKind.Abandon, properties),
            "defered" or "deferred" => new Outcome(OutcomeKind.Defer, properties),
            "suspended" => Outcome.DeadLetter(
                arguments["deadletter-reason"] as string, arguments["deadletter-description"] as string, properties),
            var other => throw new AmqpException(ErrorCondition.ArgumentError, $"The disposition status '{other}' is not known."),
        };
        foreach (var token in Items<Guid>(arguments, "lock-tokens"))
            if (queue.FindLocked(token) is not { Transaction: null } message || !queue.Settle(message, token, outcome)) return LockLost();
        return Response.Ok();
    }

    private Response NotFound(long number) => Response.Failed(
        404, ErrorCondition.MessageNotFound,
        $"The message with sequence number {number} could not be found in '{queue.Path}'. TrackingId:{Broker.Tracking()}, "
        + $"SystemTracker:{connection.Context.ContainerId}");
}
