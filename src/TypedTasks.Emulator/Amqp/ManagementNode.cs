using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>The <c>$management</c> node of a queue or sub-queue.</summary>
internal sealed class ManagementNode(Connection connection, MessageQueue queue, Subscription? subscription) : IRequestHandler
{
    private const string Prefix = "com.microsoft:";
    private const int MaxPeek = 250;
    private const long EndOfTime = 253_402_300_799_000;

    /// <summary>As many as the service deletes at once.</summary>
    private const int MaxDelete = 500;

    private UsageMeter Meter => queue.Broker.Meter;

    private SessionTable Sessions => Desk.Table;

    private SessionDesk Desk => queue.Sessions
        ?? throw new AmqpException(ErrorCondition.NotAllowed, $"The entity '{queue.Path}' does not require sessions.");

    public MessageQueue? Entity => queue;

    public Response Handle(Request request)
    {
        if (queue.IsGone)
            return Response.Failed(404, ErrorCondition.NotFound, EntityDirectory.Deleted(queue.Path).Description);
        var operation = request.Operation;
        if (Meter.Refusal() is { } busy)
            return Response.Failed(503, busy.Condition, busy.Description);
        var name = operation.StartsWith(Prefix, StringComparison.Ordinal) ? operation[Prefix.Length..] : operation;
        Count(name);
        return name switch
        {
            "renew-lock" => RenewLocks(request.Arguments),
            "peek-message" => Peek(request.Arguments),
            "schedule-message" => Schedule(request),
            "cancel-scheduled-message" => CancelScheduled(request),
            "receive-by-sequence-number" => ReceiveDeferred(request.Arguments),
            "update-disposition" => UpdateDisposition(request),
            "renew-session-lock" => RenewSession(request.Arguments),
            "get-session-state" => Response.Ok(new AmqpMap { { "session-state", Sessions.Find(SessionId(request.Arguments))?.State } }),
            "set-session-state" => SetSessionState(request),
            "batch-delete-messages" => BatchDelete(request.Arguments),
            "get-message-sessions" => ListSessions(request.Arguments),
            "add-rule" when subscription is not null => RuleOperations.Add(new(connection.Context.Broker), subscription, request.Arguments),
            "remove-rule" when subscription is not null => RuleOperations.Remove(subscription, request.Arguments),
            "enumerate-rules" when subscription is not null => RuleOperations.List(subscription, request.Arguments),
            _ => Response.Failed(501, ErrorCondition.NotImplemented, $"The operation '{operation}' is not supported."),
        };
    }

    // What names several messages counts each of them where it is carried out.
    private void Count(string operation)
    {
        if (operation is "add-rule" or "remove-rule" or "enumerate-rules")
            Meter.Manage();
        else if (operation == "renew-session-lock")
            Meter.Renew();
        else if (operation is "get-session-state" or "set-session-state" or "get-message-sessions" or "batch-delete-messages")
            Meter.Other();
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

    private byte[] Encode(BrokerMessage message, bool isBrowse)
    {
        var writer = new AmqpWriter(message.Content.Size + MessageEncoder.Overhead);
        MessageEncoder.Write(writer, message, queue.Broker.Ahead, isBrowse);
        return writer.ToArray();
    }

    private Response RenewLocks(AmqpMap arguments)
    {
        var expirations = new List<object?>();
        foreach (var token in Items<Guid>(arguments, "lock-tokens"))
        {
            Meter.Renew();
            if (queue.Renew(token) is not { } until)
                return LockLost();
            expirations.Add(new AmqpTimestamp(queue.Broker.ToClients(until)));
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
            if (room < 0 && messages.Count > 0)
                break;
            messages.Add(new AmqpMap { { "message", encoded } });
            Meter.Peek(message.Content);
        }

        if (messages.Count > 0)
            return Response.Ok(new AmqpMap { { "messages", messages } });
        Meter.Other();
        return Response.NoContent();
    }

    private Response Schedule(Request request)
    {
        var contents = new List<MessageContent>();
        foreach (var entry in Items<AmqpMap>(request.Arguments, "messages"))
        {
            if (entry["message"] is not byte[] encoded)
                throw new AmqpException(ErrorCondition.ArgumentError, "A message to schedule is missing.");
            contents.Add(MessageContent.Receive(encoded));
        }

        contents.ForEach(Meter.Send);
        var refusal = Admission.Objection(queue, contents);
        if (refusal is not null)
            return Refused(refusal);
        var numbers = new List<object?>();
        foreach (var content in contents)
        {
            // The number is known before the transaction ends, the message is there after it.
            var number = request.Transaction is null ? Intake.Admit(queue, content) : queue.Reserve();
            if (request.Transaction?.Join(new SendStep(queue, content, number)) is { } error)
                return Refused(error);
            numbers.Add(number);
        }

        return Response.Ok(new AmqpMap { { "sequence-numbers", numbers.ToArray() } });
    }

    private static Response Refused(AmqpError error) => Response.Failed(
        error.Condition == ErrorCondition.ResourceLimitExceeded ? 403 : 400, error.Condition, error.Description);

    private static string SessionId(AmqpMap arguments) => arguments["session-id"] as string
        ?? throw new AmqpException(ErrorCondition.ArgumentError, "'session-id' is missing.");

    private Response RenewSession(AmqpMap arguments) => queue.Sessions?.Renew(SessionId(arguments)) is { } until
        ? Response.Ok(new AmqpMap { { "expiration", new AmqpTimestamp(queue.Broker.ToClients(until)) } })
        : Response.Failed(410, ErrorCondition.SessionLockLost, $"The session lock has expired on the session '{SessionId(arguments)}'.");

    private Response SetSessionState(Request request)
    {
        var (id, state) = (SessionId(request.Arguments), request.Arguments["session-state"] as byte[]);
        var desk = Desk;
        if (request.Transaction is null)
            desk.SetState(id, state);
        else if (request.Transaction.Join(new SessionStateStep(queue, id, state)) is { } error)
            return Refused(error);
        return Response.Ok();
    }

    private Response ListSessions(AmqpMap arguments)
    {
        var skip = Math.Max(0, arguments["skip"] as int? ?? 0);
        // Clients say the end of time when they mean every session, whether it has a state or not.
        var sessions = arguments["last-updated-time"] is AmqpTimestamp { Milliseconds: < EndOfTime } time ? Sessions.ChangedAfter(queue.Broker.FromClients(time.Milliseconds)) : Sessions.Ids;
        var ids = sessions.Skip(skip).Take(Math.Clamp(arguments["top"] as int? ?? 100, 1, 1000)).Select(id => (object?)id).ToArray();
        return ids.Length == 0
            ? Response.NoContent()
            : Response.Ok(new AmqpMap { { "skip", skip + ids.Length }, { "sessions-ids", ids } });
    }

    private Response CancelScheduled(Request request)
    {
        var numbers = Items<long>(request.Arguments, "sequence-numbers");
        var missing = numbers.Where(number => queue.FindScheduled(number) is null).ToArray();
        if (missing.Length > 0)
            return NotFound(missing[0]);
        foreach (var number in numbers)
        {
            Meter.Other();
            if (request.Transaction is null)
                queue.CancelScheduled(number);
            else if (request.Transaction.Join(new CancelStep(queue, number)) is { } error)
                return Refused(error);
        }

        return Response.Ok();
    }

    private Response BatchDelete(AmqpMap arguments)
    {
        if (arguments["message-count"] is not int count || count is < 1 or > MaxDelete)
            throw new AmqpException(ErrorCondition.ArgumentError, $"'message-count' must be 1 to {MaxDelete}.");
        var before = arguments["enqueued-time-utc"] is AmqpTimestamp time ? queue.Broker.FromClients(time.Milliseconds) : queue.Broker.Now;
        var deleted = queue.Delete(count, before, arguments["session-id"] as string);
        return deleted == 0 ? Response.NoContent() : Response.Ok(new AmqpMap { { "message-count", deleted } });
    }

    private Response ReceiveDeferred(AmqpMap arguments)
    {
        var numbers = Items<long>(arguments, "sequence-numbers");
        var missing = numbers.Where(number => !queue.IsDeferred(number)).ToArray();
        if (missing.Length > 0)
            return NotFound(missing[0]);
        var delete = arguments["receiver-settle-mode"] is 0u;
        var messages = new List<object?>();
        foreach (var number in numbers.Distinct())
        {
            var message = queue.ReceiveDeferred(number, delete)!;
            Meter.Receive(message.Content);
            messages.Add(new AmqpMap { { "lock-token", message.LockToken }, { "message", Encode(message, isBrowse: false) } });
        }

        return Response.Ok(new AmqpMap { { "messages", messages } });
    }

    private Response UpdateDisposition(Request request)
    {
        var arguments = request.Arguments;
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
        {
            Meter.Settle();
            if (queue.FindLocked(token) is not { Transaction: null } message || !queue.IsLocked(message, token))
                return LockLost();
            if (request.Transaction is null)
                queue.Settle(message, token, outcome);
            else if (request.Transaction.Join(new SettleStep(queue, message, token, outcome)) is { } error)
                return Refused(error);
            message.Transaction = request.Transaction;
        }

        return Response.Ok();
    }

    private Response NotFound(long number) => Response.Failed(
        404, ErrorCondition.MessageNotFound,
        $"The message with sequence number {number} could not be found in '{queue.Path}'. TrackingId:{Broker.Tracking()}, "
        + $"SystemTracker:{connection.Context.ContainerId}");
}
