using TypedTasks.Security;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Protection;

/// <summary>The border between a transport and whoever uses it: bodies go out hidden and come in shown. A body that cannot be read here comes in as it is.</summary>
internal sealed class ProtectedTransport(ITransport transport, IValueProtector protector) : ITransport
{
    private readonly Cover cover = new(protector);
    private readonly Growth growth = new(protector);

    public string Endpoint => transport.Endpoint;

    public string MessagingSystem => transport.MessagingSystem;

    /// <summary>How many bytes a message may have before it is protected.</summary>
    public async ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken) =>
        growth.Before(await transport.GetMaxMessageBytesAsync(queue, cancellationToken).ConfigureAwait(false));

    public ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) =>
        transport.SendAsync(cover.HideToSend(messages), cancellationToken);

    public ValueTask<long?> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken) =>
        transport.ScheduleAsync(cover.HideToSend([message])[0], cancellationToken);

    public ValueTask<bool> CancelScheduledAsync(string queue, string messageId, long number, CancellationToken cancellationToken) =>
        transport.CancelScheduledAsync(queue, messageId, number, cancellationToken);

    public async ValueTask<IReceiver> OpenReceiverAsync(string queue, ReceiverOptions options, CancellationToken cancellationToken) =>
        new ProtectedReceiver(await transport.OpenReceiverAsync(queue, options, cancellationToken).ConfigureAwait(false), cover);

    public async ValueTask<DeadLetterPage> PeekDeadLettersAsync(string queue, string? cursor, CancellationToken cancellationToken)
    {
        var page = await transport.PeekDeadLettersAsync(queue, cursor, cancellationToken).ConfigureAwait(false);
        return page with { Messages = [.. page.Messages.Select(l => l with { Message = cover.Show(l.Message) })] };
    }

    public ValueTask<DateTimeOffset?> PeekOldestAsync(string queue, CancellationToken cancellationToken) => transport.PeekOldestAsync(queue, cancellationToken);

    public async ValueTask<IReceiver> OpenDeadLettersAsync(string queue, bool inTransfer, ReceiverOptions options, CancellationToken cancellationToken) =>
        new ProtectedReceiver(await transport.OpenDeadLettersAsync(queue, inTransfer, options, cancellationToken).ConfigureAwait(false), cover);

    public ValueTask DisposeAsync() => transport.DisposeAsync();
}
