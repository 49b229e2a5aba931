using System.Transactions;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Sending;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// One transaction: sends the messages and completes the deliveries of a group of hand-offs, waits for every answer and only then
/// commits. Until then a failure means that nothing has happened; from then on, that nobody knows.
/// </summary>
internal sealed class ClientTransaction(ClientContext context, string queue, SenderSet senders)
{
    // The broker gives a transaction two minutes; ours is over before.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(100);

    public async Task<HandOffOutcome> RunAsync(List<ClientDelivery> group)
    {
        var transaction = new CommittableTransaction(Longest);
        var enlisting = EnlistAsync(group, transaction);
        TransportException? failure;
        try
        {
            failure = await enlisting.WaitAsync(context.Options.OperationTimeout, context.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is still under way fails, because its transaction is over: see EnlistAsync.
            failure = new(context.Failure.Texts.NoAnswer("A transaction"));
        }

        // Race: the library may have settled by management over a link that was opened meanwhile.
        if (failure is null && group.Exists(static h => h.Source.IsOver || h.Line is { IsEnded: true }))
            failure = new($"The link of queue '{queue}' at {context.Endpoint} was lost during a transaction.");
        if (failure is not null)
        {
            await RollBackAsync(transaction).ConfigureAwait(false);
            return HandOffOutcome.Nothing(failure);
        }

        return await CommitAsync(transaction).ConfigureAwait(false);
    }

    // Danger: an operation that begins when the scope is gone would run outside of the transaction. So the scope outlasts all of them,
    // whoever has given up waiting by then.
    private async Task<TransportException?> EnlistAsync(List<ClientDelivery> group, CommittableTransaction transaction)
    {
        using var scope = new TransactionScope(transaction, TransactionScopeAsyncFlowOption.Enabled);
        List<Task> operations = [senders.SendAsync([.. group.SelectMany(static h => h.HandOffMessages)], null, CancellationToken.None)];
        operations.AddRange(group.Select(CompleteAsync));
        TransportException? failure = null;
        try
        {
            await Task.WhenAll(operations).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Of several failures one that lasts counts for more; a refused completion only says that its message was lost.
            failure = Worst(operations);
        }

        scope.Complete();
        return failure;
    }

    private static async Task CompleteAsync(ClientDelivery handOff)
    {
        handOff.Refusal = null;
        try
        {
            await handOff.Source.Link.CompleteMessageAsync(handOff.Received).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            handOff.Refusal = e;
            throw;
        }
    }

    private TransportException Worst(List<Task> operations)
    {
        TransportException? worst = null;
        foreach (var operation in operations)
        {
            if (operation.Exception?.InnerException is not { } exception)
                continue;
            var failure = ClientFailure.IsLockLost(exception)
                ? new LockLostException($"The lock on a message of queue '{queue}' was lost before its transaction was committed.", exception)
                : context.Failure.Of(exception, "A transaction", queue);
            if (worst is null or { IsTransient: true })
                worst = failure;
        }

        return worst ?? new TransportException("A transaction was given up.");
    }

    private async Task RollBackAsync(CommittableTransaction transaction)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            transaction.TransactionCompleted += (_, _) => ended.TrySetResult();
            transaction.Rollback();
        }
        catch (TransactionException)
        {
            // It was over by itself.
            return;
        }

        // The broker has the messages under lock for as long as the transaction is open.
        await ended.Task.WaitAsync(context.Options.OperationTimeout, context.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<HandOffOutcome> CommitAsync(CommittableTransaction transaction)
    {
        try
        {
            await Task.Factory.FromAsync(transaction.BeginCommit, transaction.EndCommit, null)
                .WaitAsync(context.Options.OperationTimeout, context.Time).ConfigureAwait(false);
            return HandOffOutcome.Committed;
        }
        catch (TransactionAbortedException e)
        {
            // The library calls every failure of a commit in doubt: this one was over before it was committed.
            return HandOffOutcome.Nothing(new($"A transaction at {context.Endpoint} was over before it was committed.", e));
        }
        catch (Exception e) when (e is TransactionException or TimeoutException)
        {
            return HandOffOutcome.Unknown(new($"Whether a transaction at {context.Endpoint} was committed is not known: what it held comes again if it was not.", e));
        }
    }
}
