using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Looks through the dead-letter queues, and fails the steps whose messages lie there.</summary>
internal sealed class DeadLetterWatch(LostMessages lost, IOptions<WorkerOptions> options, ITransport? transport = null) : IUpkeepJob
{
    private readonly Dictionary<string, string?> cursors = new(StringComparer.Ordinal);

    public string Name => "dead letters";

    public TimeSpan Interval => options.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        foreach (var queue in queues)
            await ReadAsync(queue, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ReadAsync(string queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await transport!
                .PeekDeadLettersAsync(queue, cursors.GetValueOrDefault(queue), cancellationToken).ConfigureAwait(false);
            foreach (var letter in page.Messages)
                await FailAsync(letter, cancellationToken).ConfigureAwait(false);
            cursors[queue] = page.Cursor;
            if (page.Messages.Count == 0)
                return;
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
}
