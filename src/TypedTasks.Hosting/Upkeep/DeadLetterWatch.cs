using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Security;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Looks through the dead-letter queues, and fails the steps whose messages lie there. Of each queue one process does it that may.</summary>
internal sealed partial class DeadLetterWatch(
    LostMessages lost,
    FlowStore store,
    Courier courier,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<DeadLetterWatch> logger,
    IValueProtector? protector = null) : IUpkeepJob
{
    // Who may only send is not asked again soon.
    private static readonly TimeSpan Refused = TimeSpan.FromHours(1);

    private readonly Dictionary<string, string?> cursors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> refusals = new(StringComparer.Ordinal);

    public string Name => "dead letters";

    public bool HasOwnLeases => true;

    public TimeSpan Interval => options.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        foreach (var queue in queues)
        {
            if (refusals.TryGetValue(queue, out var since) && time.GetElapsedTime(since) < Refused)
                continue;
            if (!await store.ExecuteAsync(Lease(queue, 3 * Interval), cancellationToken).ConfigureAwait(false))
                continue;
            try
            {
                if (await ReadAsync(queue, cancellationToken).ConfigureAwait(false))
                    continue;

                // Another process may have the protector, and reads all of them from the first on.
                refusals[queue] = time.GetTimestamp();
                LogHidden(logger, queue);
                await store.ExecuteAsync(Lease(queue, TimeSpan.Zero), cancellationToken).ConfigureAwait(false);
            }
            catch (TransportException e)
            {
                // Another process may see what this one does not.
                if (!e.IsTransient)
                    refusals[queue] = time.GetTimestamp();
                LogUnread(logger, queue, e.Message);
                await store.ExecuteAsync(Lease(queue, TimeSpan.Zero), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Whether all of them could be read, or nobody else could read more.
    private async ValueTask<bool> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        var isHidden = false;
        while (true)
        {
            var page = await courier.Transport!
                .PeekDeadLettersAsync(queue, cursors.GetValueOrDefault(queue), cancellationToken).ConfigureAwait(false);
            foreach (var letter in page.Messages)
            {
                isHidden |= protector is null && ProtectedForm.IsProtected(letter.Message.Body.Span);
                await FailAsync(letter, cancellationToken).ConfigureAwait(false);
            }

            cursors[queue] = page.Cursor;
            if (page.Messages.Count == 0)
                return !isHidden;
        }
    }

    private ValueTask FailAsync(DeadLetter letter, CancellationToken cancellationToken) => lost.FailAsync(
        letter.Message,
        letter.InTransfer,
        letter.Reason == DeadLetterReasons.ForeignStore ? $"TypedTasks.{DeadLetterReasons.ForeignStore}" : "TypedTasks.DeadLettered",
        letter.Reason == DeadLetterReasons.ForeignStore && letter.Description is { } text ? text
            : letter.InTransfer
            ? $"The broker could not forward the message ({letter.Reason}): {letter.Description}"
            : $"The message lies in the dead-letter queue ({letter.Reason}): {letter.Description}",
        cancellationToken);

    private AcquireLease Lease(string queue, TimeSpan duration) => new($"{Name} of {queue}", options.Value.Name, duration);

    [LoggerMessage(1, LogLevel.Information, "The dead letters of queue {Queue} cannot be read here: {Problem}")]
    private static partial void LogUnread(ILogger logger, string queue, string problem);

    [LoggerMessage(2, LogLevel.Warning, "Dead letters of queue {Queue} are protected, and this process has no value protector: for the next hour it leaves them to others")]
    private static partial void LogHidden(ILogger logger, string queue);
}
