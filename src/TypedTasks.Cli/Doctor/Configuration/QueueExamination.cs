using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Cli.Doctor.Configuration;

/// <summary>Looks at one queue: whether tasks can live in it.</summary>
internal sealed class QueueExamination(ServiceBusAdministrationClient administration)
{
    // Above the deliveries after which a worker judges a message by itself, so that its reason is recorded.
    private const int FewDeliveries = 10;
    private const string Anew = "It cannot be changed: make the queue anew (typedtasks topology prints how).";

    /// <summary>That it is there, and whatever is wrong with it.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(string name, bool isOrdered, CancellationToken cancellationToken)
    {
        if (!await administration.QueueExistsAsync(name, cancellationToken))
        {
            return [new("Q1", $"Queue '{name}' exists", Verdict.Wrong, "There is no such queue.")
            {
                Advice = "Make it (typedtasks topology prints how), or set EnsureTopology where the key has the right Manage.",
            }];
        }

        QueueProperties queue = await administration.GetQueueAsync(name, cancellationToken);
        QueueRuntimeProperties counts = await administration.GetQueueRuntimePropertiesAsync(name, cancellationToken);
        var saw = $"It locks for {queue.LockDuration}, remembers ids for {queue.DuplicateDetectionHistoryTimeWindow}, delivers {queue.MaxDeliveryCount} times"
            + (queue.RequiresSession ? ", with sessions." : ".");
        return [new("Q1", $"Queue '{name}' exists", Verdict.Fine, saw), .. Settings(queue, isOrdered), .. Letters(counts)];
    }

    private static IEnumerable<Finding> Settings(QueueProperties queue, bool isOrdered)
    {
        var name = queue.Name;
        if (queue.RequiresSession != isOrdered)
        {
            yield return isOrdered
                ? new("Q2", $"Queue '{name}' has sessions", Verdict.Wrong, "It has none, and steps with an ordering key need them.") { Advice = Anew }
                : new("Q2", $"Queue '{name}' has no sessions", Verdict.Wrong, "It requires sessions, which tasks without an ordering key do not have.") { Advice = Anew };
        }

        if (queue.EnablePartitioning)
            yield return new("Q3", $"Queue '{name}' has no partitions", Verdict.Wrong, "It has: a transaction there has one partition key, and hand-offs have several.") { Advice = Anew };
        if (!queue.RequiresDuplicateDetection)
        {
            yield return new("Q4", $"Queue '{name}' detects duplicates", Verdict.Wrong, "It does not: what is sent again after a lost answer would run twice.")
            {
                Advice = Anew + " Or accept it with AllowDuplicates = true.",
            };
        }
        else if (2 * queue.LockDuration >= queue.DuplicateDetectionHistoryTimeWindow)
        {
            yield return new("Q5", $"Queue '{name}' remembers ids for more than two locks", Verdict.Wrong,
                $"It locks for {queue.LockDuration} and remembers for {queue.DuplicateDetectionHistoryTimeWindow}.")
            {
                Advice = "Shorten LockDuration, or widen DuplicateDetectionHistoryTimeWindow: a message that is sent again would not be recognised.",
            };
        }

        if (!queue.DeadLetteringOnMessageExpiration)
        {
            yield return new("Q6", $"Queue '{name}' dead-letters what expires", Verdict.Warning, "It does not: steps that expire there vanish, and their flows end at their deadlines.")
            {
                Advice = "Switch DeadLetteringOnMessageExpiration on.",
            };
        }

        if (queue.MaxDeliveryCount < FewDeliveries)
        {
            yield return new("Q7", $"Queue '{name}' delivers at least {FewDeliveries} times", Verdict.Warning, $"It delivers {queue.MaxDeliveryCount} times.")
            {
                Advice = "Raise MaxDeliveryCount: the broker would dead-letter a message before a worker has judged it, and its reason would not be recorded.",
            };
        }

        if (queue.ForwardTo is { Length: > 0 } other)
            yield return new("Q8", $"Queue '{name}' keeps its messages", Verdict.Wrong, $"It forwards them to {other}: no worker gets any.") { Advice = "Remove ForwardTo." };
        if (queue.Status != EntityStatus.Active)
            yield return new("Q9", $"Queue '{name}' is active", Verdict.Wrong, $"Its status is {queue.Status}.") { Advice = "Set it to Active." };
        if (queue.DefaultMessageTimeToLive < TimeSpan.FromDays(1))
        {
            yield return new("Q10", $"Queue '{name}' keeps messages for a day or more", Verdict.Warning, $"They expire after {queue.DefaultMessageTimeToLive}.")
            {
                Advice = "Raise DefaultMessageTimeToLive above the longest delay and the longest queue that you expect. The official emulator takes an hour at most.",
            };
        }

        if (queue.AutoDeleteOnIdle < TimeSpan.FromDays(365))
            yield return new("Q11", $"Queue '{name}' stays when it is idle", Verdict.Warning, $"It is deleted after {queue.AutoDeleteOnIdle} without use.") { Advice = "Remove AutoDeleteOnIdle." };
    }

    private static IEnumerable<Finding> Letters(QueueRuntimeProperties counts)
    {
        var letters = counts.DeadLetterMessageCount + counts.TransferDeadLetterMessageCount;
        if (letters > 0)
        {
            yield return new("Q12", $"Queue '{counts.Name}' has no dead letters", Verdict.Warning, $"It has {letters}.")
            {
                Advice = "See why, and send them again: docs/operations.md, Dead letters.",
            };
        }
    }
}
