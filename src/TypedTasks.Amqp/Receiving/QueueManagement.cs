using System.Collections;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Receiving;

/// <summary>What is asked of a queue on its node <c>$management</c>: there a lock is named by its token, whatever link it came over.</summary>
internal sealed class QueueManagement(BrokerContext context, BrokerConnection connection, string queue)
{
    private readonly SemaphoreSlim opening = new(1);
    private RequestChannel? channel;

    /// <summary>Renews locks and returns how long each lasts now; null where the clocks do not allow to say.</summary>
    /// <exception cref="LockLostException">At least one of them is lost.</exception>
    public async Task<TimeSpan?[]> RenewAsync(Guid[] tokens, string linkName)
    {
        var response = await RequestAsync(
            "com.microsoft:renew-lock", new() { ["lock-tokens"] = tokens }, linkName, "Renewing locks").ConfigureAwait(false);
        var now = context.Time.GetUtcNow().UtcDateTime;
        var expirations = response.Body?["expirations"] as IList;
        var durations = new TimeSpan?[tokens.Length];
        for (var i = 0; i < durations.Length && i < expirations?.Count; i++)
        {
            if (expirations[i] is DateTime until && until > now)
                durations[i] = until - now;
        }

        return durations;
    }

    /// <summary>Renews the lock of a held session and returns how long it lasts now; null where the clocks do not allow to say.</summary>
    /// <exception cref="LockLostException">It is lost.</exception>
    public async Task<TimeSpan?> RenewSessionAsync(string session, string linkName)
    {
        var response = await RequestAsync(
            "com.microsoft:renew-session-lock", new() { ["session-id"] = session }, linkName, "Renewing the lock of a session").ConfigureAwait(false);
        return response.Body?["expiration"] is DateTime until && until - context.Time.GetUtcNow().UtcDateTime is { Ticks: > 0 } rest ? rest : null;
    }

    public async Task<byte[]?> GetSessionStateAsync(string session, string linkName)
    {
        var response = await RequestAsync(
            "com.microsoft:get-session-state", new() { ["session-id"] = session }, linkName, "Reading the state of a session").ConfigureAwait(false);
        return response.Body?["session-state"] as byte[];
    }

    public Task SetSessionStateAsync(string session, byte[]? state, string linkName) => RequestAsync(
        "com.microsoft:set-session-state",
        new() { ["session-id"] = session, ["session-state"] = state },
        linkName,
        "Writing the state of a session");

    /// <summary>Settles a message whose link is gone.</summary>
    /// <exception cref="LockLostException">The lock is lost, or the message was settled before the link went.</exception>
    public async Task SettleAsync(Guid token, Settlement settlement)
    {
        var body = new Map { ["disposition-status"] = settlement.Status, ["lock-tokens"] = new[] { token } };
        if (settlement.Reason is { } reason)
            body["deadletter-reason"] = reason;
        if (settlement.Description is { } description)
            body["deadletter-description"] = description;
        await RequestAsync("com.microsoft:update-disposition", body, null, "Settling a message").ConfigureAwait(false);
    }

    /// <summary>Counts messages that could have been delivered before a time, up to a limit; those under lock are among them.</summary>
    public async Task<int> CountWaitingAsync(int limit, DateTimeOffset before)
    {
        var body = new Map { ["from-sequence-number"] = 0L, ["message-count"] = limit };
        var response = await RequestAsync("com.microsoft:peek-message", body, null, "Looking at messages").ConfigureAwait(false);
        var count = 0;
        foreach (var message in response.Peeked())
        {
            var isActive = MessageReader.Annotation<int>(message, AnnotationNames.State) is null or 0;
            if (isActive && MessageReader.Annotation<DateTime>(message, AnnotationNames.EnqueuedTime) is { } time && time < before.UtcDateTime)
                count++;
        }

        return count;
    }

    /// <summary>Asks for nothing, so that the broker answers: whatever was sent to it before it has dealt with by then.</summary>
    public Task AnswerAsync() => RequestAsync(
        "com.microsoft:peek-message", new() { ["from-sequence-number"] = long.MaxValue, ["message-count"] = 1 }, null, "Waiting for the broker");

    private async Task<BrokerResponse> RequestAsync(string operation, Map body, string? linkName, string doing)
    {
        var channel = await GetChannelAsync().ConfigureAwait(false);
        var request = new Message { ApplicationProperties = new(), BodySection = new AmqpValue { Value = body } };
        request.ApplicationProperties["operation"] = operation;
        if (linkName is not null)
            request.ApplicationProperties["associated-link-name"] = linkName;
        var response = await channel.RequestAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (response.Status is 200 or 204)
            return response;
        var error = response.ToError();
        throw BrokerCondition.IsLockLost(error.Condition)
            ? new LockLostException($"The lock on a message of queue '{queue}' was lost: it is delivered again.")
            : context.Failure.Of(error, doing, queue);
    }

    private async Task<RequestChannel> GetChannelAsync()
    {
        if (channel is { IsClosed: false } open)
            return open;
        await opening.WaitAsync().ConfigureAwait(false);
        try
        {
            if (channel is { IsClosed: false } opened)
                return opened;
            var node = queue + "/$management";
            return channel = await connection.OpenAuthorizedAsync(
                node, () => RequestChannel.OpenAsync(context, connection, node, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            opening.Release();
        }
    }
}
