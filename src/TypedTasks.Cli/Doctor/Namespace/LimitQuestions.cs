using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>How much the broker takes at once.</summary>
internal static class LimitQuestions
{
    private const int MostPerTransaction = 100;

    public static IReadOnlyList<Question> All { get; } =
    [
        new(15, "A transaction of 100 messages, the completion among them",
            "The broker takes it.",
            "Large fan-outs hand off 90 members at a time: they would have to take smaller steps.",
            TransactionAsync),
        new(16, "How large one message may be",
            "At least 256 KB.",
            "Values are put aside into the store from half of that on: the border follows what the broker says, so nothing breaks, and more is put aside.",
            SizeAsync),
    ];

    private static async Task<Answer> TransactionAsync(Trial trial, CancellationToken cancellationToken)
    {
        var (from, to) = (await trial.QueueAsync(cancellationToken), await trial.QueueAsync(cancellationToken));
        await trial.SendAsync(from, cancellationToken, new ServiceBusMessage("step"));
        var client = trial.Client();
        var receiver = client.CreateReceiver(from);
        var step = await Trial.TakeAsync(receiver, cancellationToken);
        var sender = client.CreateSender(to);
        try
        {
            using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await receiver.CompleteMessageAsync(step, cancellationToken);
            for (var i = 1; i < MostPerTransaction; i++)
                await sender.SendMessageAsync(new ServiceBusMessage("next") { MessageId = $"{i}" }, cancellationToken);
            transaction.Complete();
        }
        catch (Exception e) when (e is ServiceBusException or TransactionException)
        {
            return new(false, $"It was refused: {Problem.Of(e)}");
        }

        var sent = await trial.CountAsync(to, cancellationToken);
        return new(sent == MostPerTransaction - 1, $"{sent} of {MostPerTransaction - 1} were sent.");
    }

    private static async Task<Answer> SizeAsync(Trial trial, CancellationToken cancellationToken)
    {
        var queue = await trial.QueueAsync(cancellationToken);
        using var batch = await trial.Client().CreateSender(queue).CreateMessageBatchAsync(cancellationToken);
        return new(batch.MaxSizeInBytes >= 256 * 1024, $"The broker says {batch.MaxSizeInBytes / 1024} KB for what is sent at once.");
    }
}
