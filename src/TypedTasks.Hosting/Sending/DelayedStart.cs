using System.Text.Json;
using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Sending;

/// <summary>
/// Remembers by what number the broker can give the first message of a delayed flow back, and asks for it when the flow is
/// cancelled. A courtesy: a message that stays in the broker is settled unrun when it is due.
/// </summary>
internal sealed partial class DelayedStart(
    FlowStore store, TimeProvider time, ILogger<DelayedStart> logger, Courier courier)
{
    // No step has such a path.
    private const string Path = "scheduled:";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ITransport? transport = courier.Transport;

    /// <summary>Sends a message that has to wait, and says what to record with the acceptance of it by the broker; null for nothing.</summary>
    /// <exception cref="TransportException">The broker refused, or could not be reached in time.</exception>
    public static async ValueTask<PutValue?> SendAsync(ITransport to, FlowKey key, TaskMessage first, CancellationToken cancellationToken) =>
        await to.ScheduleAsync(first, cancellationToken).ConfigureAwait(false) is { } number
            ? new PutValue(key, Path, Write(first, number))
            : null;

    /// <summary>Takes the message of a cancelled flow back, if it still waits and its number is known.</summary>
    public async ValueTask TakeBackAsync(FlowKey key, CancellationToken cancellationToken)
    {
        if (transport is null)
            return;
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (await store.ExecuteAsync(new GetValue(key, Path), both.Token).ConfigureAwait(false) is not { } json)
                return;
            var (queue, id, number) = Read(json);
            if (await transport.CancelScheduledAsync(queue, id, number, both.Token).ConfigureAwait(false))
                LogTaken(logger, key.FlowId, queue);
        }
        catch (Exception e) when (e is TransportException or StoreException or OperationCanceledException)
        {
            LogLeft(logger, key.FlowId, e);
        }
    }

    private static byte[] Write(TaskMessage message, long number)
    {
        var buffer = JsonBuffer.Rent();
        var json = buffer.Writer;
        json.WriteStartArray();
        json.WriteStringValue(message.Queue);
        json.WriteStringValue(message.Id);
        json.WriteNumberValue(number);
        json.WriteEndArray();
        return buffer.ToArrayAndReturn();
    }

    private static (string Queue, string Id, long Number) Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return (root[0].GetString()!, root[1].GetString()!, root[2].GetInt64());
    }

    [LoggerMessage(1, LogLevel.Debug, "The message of cancelled flow {FlowId} was taken back from queue {Queue}")]
    private static partial void LogTaken(ILogger logger, string flowId, string queue);

    [LoggerMessage(2, LogLevel.Debug, "The message of cancelled flow {FlowId} stays in its queue and is settled unrun when it is due")]
    private static partial void LogLeft(ILogger logger, string flowId, Exception exception);
}
