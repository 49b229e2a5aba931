using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>The open transactions of one connection.</summary>
internal sealed class TransactionTable(Broker broker)
{
    public const int MaxOpen = 1000;

    private readonly Dictionary<Guid, (Transaction Transaction, object Owner)> open = [];

    /// <summary>Opens a transaction; null if as many as may be are open.</summary>
    public Transaction? Declare(object owner, int limit)
    {
        if (open.Count >= limit)
            return null;
        var transaction = new Transaction(broker);
        open.Add(new Guid(transaction.Id), (transaction, owner));
        return transaction;
    }

    /// <summary>Whether a coordinator link has a transaction that has not ended.</summary>
    public bool IsOpen(object owner) => this.open.Values.Any(open => ReferenceEquals(open.Owner, owner));

    public Transaction? Find(ReadOnlySpan<byte> id) =>
        id.Length == 16 && this.open.TryGetValue(new Guid(id), out var open) ? open.Transaction : null;

    public Transaction? Remove(ReadOnlySpan<byte> id) =>
        id.Length == 16 && this.open.Remove(new Guid(id), out var open) ? open.Transaction : null;

    /// <summary>Rolls back what a coordinator link that is gone had declared.</summary>
    public void RollbackAll(object owner)
    {
        foreach (var (id, open) in this.open.ToArray())
        {
            if (!ReferenceEquals(open.Owner, owner))
                continue;
            this.open.Remove(id);
            open.Transaction.Rollback();
        }
    }
}
