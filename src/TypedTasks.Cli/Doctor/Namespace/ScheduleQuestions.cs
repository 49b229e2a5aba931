using System.Globalization;
using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>What the broker makes of times and of ids that it has seen.</summary>
internal static class ScheduleQuestions
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<Question> All { get; } =
    [
        new(11, "A message that comes by way of another queue has an id that was seen",
            "It is accepted and dropped.",
            "A hand-off that is repeated because its answer was lost would run its successors twice: every step would have to ask the store first.",
            DuplicateAsync),
        new(12, "A message that comes by way of another queue is scheduled by its annotation",
            "It is there when its time has come, and not before.",
            "Retries and delays would have to be scheduled by a request of their own, outside of the transaction.",
            ScheduledAsync),
        new(13, "Two messages of one id are scheduled",
            "One of them comes.",
            "A retry that is sent again because its answer was lost would run twice.",
            ScheduledTwiceAsync),
        new(14, "A message is sent by way of another queue: how long after the commit is it there?",
            "Within ten seconds.",
            "Upkeep takes a message for lost that is unsent for two locks, and would send it again: duplicate detection would have to drop it each time.",
            TransferAsync),
    ];

    private static async Task<Answer> DuplicateAsync(Trial trial, CancellationToken cancellationToken)
    {
        var to = await trial.QueueAsync(cancellationToken);
        await trial.SendAsync(to, cancellationToken, new ServiceBusMessage("first") { MessageId = "next" });
        await ByWayAsync(trial, to, new ServiceBusMessage("second") { MessageId = "next" }, cancellationToken);
        await ByWayAsync(trial, to, new ServiceBusMessage("other") { MessageId = "other" }, cancellationToken);
        var receiver = trial.Client().CreateReceiver(to);
        List<string> bodies = [];
        while (bodies.Count < 2)
            bodies.Add((await Trial.TakeAsync(receiver, cancellationToken)).Body.ToString());
        return new(bodies is ["first", "other"], $"What came: {string.Join(", ", bodies)}.");
    }

    private static async Task<Answer> ScheduledAsync(Trial trial, CancellationToken cancellationToken)
    {
        var to = await trial.QueueAsync(cancellationToken);
        var due = TimeProvider.System.GetUtcNow() + Delay;
        await ByWayAsync(trial, to, new ServiceBusMessage("later") { MessageId = "later", ScheduledEnqueueTime = due }, cancellationToken);
        var message = await Trial.TakeAsync(trial.Client().CreateReceiver(to), cancellationToken);
        var early = due - message.EnqueuedTime;
        return new(
            early < TimeSpan.FromSeconds(1),
            early < TimeSpan.FromSeconds(1) ? "It came in its time." : string.Create(CultureInfo.InvariantCulture, $"It came {early.TotalSeconds:F1} s too early."));
    }

    private static async Task<Answer> ScheduledTwiceAsync(Trial trial, CancellationToken cancellationToken)
    {
        var queue = await trial.QueueAsync(cancellationToken);
        var due = TimeProvider.System.GetUtcNow() + Delay;
        await trial.SendAsync(
            queue,
            cancellationToken,
            new ServiceBusMessage("first") { MessageId = "retry", ScheduledEnqueueTime = due },
            new ServiceBusMessage("second") { MessageId = "retry", ScheduledEnqueueTime = due },
            new ServiceBusMessage("last") { MessageId = "last", ScheduledEnqueueTime = due + TimeSpan.FromSeconds(1) });
        var receiver = trial.Client().CreateReceiver(queue);
        List<string> bodies = [];
        while (bodies is not [.., "last"])
            bodies.Add((await Trial.TakeAsync(receiver, cancellationToken)).Body.ToString());
        return new(bodies is ["first", "last"], $"What came: {string.Join(", ", bodies)}.");
    }

    private static async Task<Answer> TransferAsync(Trial trial, CancellationToken cancellationToken)
    {
        var to = await trial.QueueAsync(cancellationToken);
        await ByWayAsync(trial, to, new ServiceBusMessage("next"), cancellationToken);
        var start = TimeProvider.System.GetTimestamp();
        await Trial.TakeAsync(trial.Client().CreateReceiver(to), cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(start);
        return new(took < TimeSpan.FromSeconds(10), string.Create(CultureInfo.InvariantCulture, $"It was there after {took.TotalSeconds:F2} s."));
    }

    // As a worker hands off: in one transaction with a completion in another queue.
    private static async Task ByWayAsync(Trial trial, string to, ServiceBusMessage message, CancellationToken cancellationToken)
    {
        var from = await trial.QueueAsync(cancellationToken);
        await trial.SendAsync(from, cancellationToken, new ServiceBusMessage("step"));
        var client = trial.Client();
        var receiver = client.CreateReceiver(from);
        var step = await Trial.TakeAsync(receiver, cancellationToken);
        using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        await receiver.CompleteMessageAsync(step, cancellationToken);
        await client.CreateSender(to).SendMessageAsync(message, cancellationToken);
        transaction.Complete();
    }
}
