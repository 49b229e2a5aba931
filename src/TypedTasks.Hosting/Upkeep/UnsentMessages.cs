using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Sends what became due and was not sent, because whoever was to send it died or could not reach the broker.</summary>
internal sealed partial class UnsentMessages(
    FlowStore store, LostMessages lost, IOptions<WorkerOptions> options, ILogger<UnsentMessages> logger, Courier courier) : IUpkeepJob
{
    private const int Page = 100;

    public string Name => "unsent messages";

    public TimeSpan Interval => options.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        // What this process has sent is not unsent, although that was not written yet.
        await store.FlushAsync().ConfigureAwait(false);
        var kept = await store.QueryAsync(new FindOwed(options.Value.OwedAge, Page), cancellationToken).ConfigureAwait(false);
        if (kept.Count == 0)
            return;
        TaskMessage[] owed = [.. kept.Select(SentOn.Resumed)];
        LogUnsent(logger, owed.Length);
        try
        {
            await courier.Transport!.SendAsync(owed, cancellationToken).ConfigureAwait(false);
        }
        catch (MessageTooLargeException)
        {
            // It must not hold up the others.
            foreach (var message in owed)
                await SendAsync(message, cancellationToken).ConfigureAwait(false);
        }

        await store.ExecuteAsync(
            [.. owed.Select(MessageNotes.Acceptance), .. owed.Select(static m => new ExpectSign(new(m.FlowId, 0), TimeSpan.Zero))],
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendAsync(TaskMessage owed, CancellationToken cancellationToken)
    {
        try
        {
            await courier.Transport!.SendAsync([owed], cancellationToken).ConfigureAwait(false);
        }
        catch (MessageTooLargeException e)
        {
            await lost.FailAsync(owed, inTransfer: false, "TypedTasks.MessageTooLarge", e.Message, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Sending {Count} messages that were due and not sent")]
    private static partial void LogUnsent(ILogger logger, int count);
}
