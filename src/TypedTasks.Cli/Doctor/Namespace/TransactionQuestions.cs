using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>What a transaction holds together.</summary>
internal static class TransactionQuestions
{
    public static IReadOnlyList<Question> All { get; } =
    [
        new(1, "A message is completed in one queue and another is sent to a second queue, in one transaction",
            "Both happen with the commit.",
            "Without it a step that is interrupted between sending and completing runs its successors twice: UseTransactions = false, and only duplicate detection helps.",
            static (trial, ct) => HandOffAsync(trial, commits: true, ct)),
        new(2, "The same, and the transaction is given up",
            "Neither happens: nothing is sent, and the message is still locked.",
            "What a worker sends before it dies would be there without its step being done: every step would have to ask the store first.",
            static (trial, ct) => HandOffAsync(trial, commits: false, ct)),
        new(3, "Messages of several sessions are completed in one transaction",
            "All of them are completed with the commit.",
            "Ordered steps of several keys could not share a transaction: each key would need one of its own, and cost as much as a step that is handed off alone.",
            SessionsAsync),
        new(4, "A message is completed again while the transaction that completes it is undecided",
            "The second completion is refused, and the first one holds.",
            "A hand-off whose answer was lost could not be tried alone before its transaction has ended: the worker would have to wait two minutes.",
            SecondCompletionAsync),
        new(5, "A letter is completed in a dead-letter queue and sent to its own queue, in one transaction",
            "Both happen with the commit.",
            "Replaying dead letters would have to send first and complete afterwards, and an interrupted replay would send again.",
            LetterAsync),
        new(6, "Two partition keys in one transaction, on a queue with partitions",
            "The broker refuses it, or makes no such queue.",
            "Queues with partitions could be taken; Q3 refuses them.",
            PartitionsAsync),
    ];

    private static async Task<Answer> HandOffAsync(Trial trial, bool commits, CancellationToken cancellationToken)
    {
        var (from, to) = (await trial.QueueAsync(cancellationToken), await trial.QueueAsync(cancellationToken));
        await trial.SendAsync(from, cancellationToken, new ServiceBusMessage("step") { MessageId = "step" });
        var client = trial.Client();
        var receiver = client.CreateReceiver(from);
        var message = await Trial.TakeAsync(receiver, cancellationToken);
        using (var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await receiver.CompleteMessageAsync(message, cancellationToken);
            await client.CreateSender(to).SendMessageAsync(new ServiceBusMessage("next") { MessageId = "next" }, cancellationToken);
            if (commits)
                transaction.Complete();
        }

        var (left, sent) = (await trial.CountAsync(from, cancellationToken), await trial.CountAsync(to, cancellationToken));
        return new((left, sent) == (commits ? (0, 1) : (1, 0)), $"The first queue holds {left}, the second {sent}.");
    }

    private static async Task<Answer> SessionsAsync(Trial trial, CancellationToken cancellationToken)
    {
        var queue = await trial.QueueAsync(cancellationToken, static q => q.RequiresSession = true);
        string[] keys = ["red", "blue", "green"];
        await trial.SendAsync(queue, cancellationToken, [.. keys.Select(static k => new ServiceBusMessage(k) { SessionId = k, MessageId = k })]);
        var client = trial.Client();
        List<(ServiceBusSessionReceiver Receiver, ServiceBusReceivedMessage Message)> taken = [];
        foreach (var key in keys)
        {
            var receiver = await client.AcceptSessionAsync(queue, key, cancellationToken: cancellationToken);
            taken.Add((receiver, await Trial.TakeAsync(receiver, cancellationToken)));
        }

        try
        {
            using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            foreach (var (receiver, message) in taken)
                await receiver.CompleteMessageAsync(message, cancellationToken);
            transaction.Complete();
        }
        catch (Exception e) when (e is ServiceBusException or TransactionException or InvalidOperationException)
        {
            return new(false, $"It was refused: {Problem.Of(e)}");
        }

        var left = await trial.CountAsync(queue, cancellationToken);
        return new(left == 0, $"{keys.Length - left} of {keys.Length} are completed.");
    }

    private static async Task<Answer> SecondCompletionAsync(Trial trial, CancellationToken cancellationToken)
    {
        var queue = await trial.QueueAsync(cancellationToken);
        await trial.SendAsync(queue, cancellationToken, new ServiceBusMessage("step"));
        var receiver = trial.Client().CreateReceiver(queue);
        var message = await Trial.TakeAsync(receiver, cancellationToken);
        string second;
        bool refused;
        using (var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await receiver.CompleteMessageAsync(message, cancellationToken);
            using (new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled))
                (refused, second) = await CompleteAgainAsync(receiver, message, cancellationToken);
            transaction.Complete();
        }

        var left = await trial.CountAsync(queue, cancellationToken);
        return new(refused && left == 0, $"The second completion {second}; after the commit the queue holds {left}.");
    }

    private static async Task<(bool Refused, string Text)> CompleteAgainAsync(
        ServiceBusReceiver receiver, ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await receiver.CompleteMessageAsync(message, cancellationToken);
            return (false, "was accepted");
        }
        catch (ServiceBusException e)
        {
            return (true, $"was refused ({e.Reason})");
        }
    }

    private static async Task<Answer> LetterAsync(Trial trial, CancellationToken cancellationToken)
    {
        var queue = await trial.QueueAsync(cancellationToken);
        await trial.SendAsync(queue, cancellationToken, new ServiceBusMessage("step") { MessageId = "step" });
        await using (var first = new ServiceBusClient(trial.Connection))
        {
            var open = first.CreateReceiver(queue);
            await open.DeadLetterMessageAsync(await Trial.TakeAsync(open, cancellationToken), "Doctor", cancellationToken: cancellationToken);
        }

        var client = trial.Client();
        var letters = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var letter = await Trial.TakeAsync(letters, cancellationToken);
        using (var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await letters.CompleteMessageAsync(letter, cancellationToken);
            await client.CreateSender(queue).SendMessageAsync(new ServiceBusMessage("again") { MessageId = "again" }, cancellationToken);
            transaction.Complete();
        }

        var sent = await trial.CountAsync(queue, cancellationToken);
        return new(sent == 1, $"The queue holds {sent}.");
    }

    private static async Task<Answer> PartitionsAsync(Trial trial, CancellationToken cancellationToken)
    {
        string queue;
        try
        {
            queue = await trial.QueueAsync(cancellationToken, static q => q.EnablePartitioning = true);
        }
        catch (ServiceBusException e)
        {
            return new(null, $"This namespace makes no queue with partitions: {Problem.Of(e)}");
        }

        var sender = trial.Client().CreateSender(queue);
        try
        {
            using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await sender.SendMessageAsync(new ServiceBusMessage("a") { MessageId = "a", PartitionKey = "a" }, cancellationToken);
            await sender.SendMessageAsync(new ServiceBusMessage("b") { MessageId = "b", PartitionKey = "b" }, cancellationToken);
            transaction.Complete();
        }
        catch (Exception e) when (e is ServiceBusException or TransactionException or InvalidOperationException)
        {
            return new(true, $"It was refused: {Problem.Of(e)}");
        }

        return new(false, "It was accepted.");
    }
}
