using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Sends and settlements that happen together or not at all.</summary>
internal sealed class Transaction(Broker broker)
{
    public const int MaxMessages = 100;

    private readonly List<ITransactionStep> steps = [];
    private Broker broker = broker;
    private MessageQueue? root;
    private string? partitionKey;
    private AmqpError? doom;
    private int sends;
    private bool ended;

    public byte[] Id { get; } = Guid.NewGuid().ToByteArray();

    /// <summary>Where it stands among the open ones; kept by <see cref="OpenTransactions"/>.</summary>
    public LinkedListNode<(Transaction Transaction, long Due)>? Place { get; set; }

    /// <summary>Joins a step; an error dooms the whole transaction, because half of it must never be committed.</summary>
    public AmqpError? Join(ITransactionStep step)
    {
        // What doomed it is said once, to the operation that did: the others only hear that they were rolled back.
        if (doom is not null)
            return new(ErrorCondition.TransactionRollback, $"The transaction is rolled back: {doom.Description}");
        // The service's two minutes start with the first operation.
        if (steps.Count == 0)
        {
            // A client may declare before it shows the token that says which namespace it is in.
            broker = step.Queue.Broker;
            broker.Transactions.Add(this);
        }

        if (Obstacle(step) is { } obstacle)
            return Doom(obstacle);
        if (step.IsSend)
            sends++;
        steps.Add(step);
        return null;
    }

    public AmqpError Doom(AmqpError error)
    {
        doom ??= error;
        return error;
    }

    /// <summary>Applies everything, or nothing and says why.</summary>
    public AmqpError? Commit()
    {
        var obstacle = doom;
        for (var i = 0; obstacle is null && i < steps.Count; i++)
            obstacle = steps[i].Check();
        if (obstacle is not null)
        {
            Rollback();
            return obstacle.Condition == ErrorCondition.TransactionTimeout
                ? obstacle
                : new(ErrorCondition.TransactionRollback, $"The transaction was rolled back: {obstacle.Description}");
        }

        End();
        foreach (var step in steps)
            step.Apply();
        return null;
    }

    public void Rollback()
    {
        if (ended)
            return;
        End();
        foreach (var step in steps)
            step.Undo();
        steps.Clear();
    }

    /// <summary>Its time is over.</summary>
    public void Expire()
    {
        doom = new(ErrorCondition.TransactionTimeout, "The transaction was open for more than two minutes and was rolled back.");
        Rollback();
    }

    private AmqpError? Obstacle(ITransactionStep step)
    {
        root ??= step.Queue.Root;
        if (!ReferenceEquals(root, step.Queue.Root))
        {
            return new(
                ErrorCondition.NotAllowed,
                $"The transaction started with entity '{root.Path}' and cannot include '{step.Queue.Root.Path}': "
                + "send by way of the first entity.");
        }

        if (step.IsSend && sends == MaxMessages)
            return new(ErrorCondition.NotAllowed, $"Cannot send more than {MaxMessages} messages in a single transaction.");
        return root.Options.EnablePartitioning ? PartitionObstacle(step.PartitionKey) : null;
    }

    private AmqpError? PartitionObstacle(string? key)
    {
        if (key is null)
        {
            return new(
                ErrorCondition.NotAllowed,
                $"A message that is sent to the partitioned entity '{root!.Path}' in a transaction must have a partition key, "
                + "or a transaction partition key where it goes by way of that entity.");
        }

        partitionKey ??= key;
        return key == partitionKey
            ? null
            : new(ErrorCondition.NotAllowed, $"All messages of a transaction on the partitioned entity '{root!.Path}' must have the same partition key.");
    }

    private void End()
    {
        ended = true;
        broker.Transactions.Remove(this);
    }
}
