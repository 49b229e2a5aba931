using System.Data.Common;

namespace TypedTasks.Storage;

/// <summary>A store whose tables lie in a database that applications use for their own data too, so that a flow can be accepted in one of their transactions.</summary>
public interface ITransactionalTaskStore : ITaskStore
{
    /// <summary>
    /// Records a new flow, its plan and its first message in a transaction of the caller's, whatever its isolation level; its result says what is recorded as that transaction sees it. It only inserts, and
    /// locks nothing that other flows need. The flow is there once the caller has committed. Its first message is owed since ever, so that whoever looks for owed messages next sends it.
    /// </summary>
    /// <param name="operation">The operation; it has no unique key.</param>
    /// <param name="transaction">The transaction, of a connection to the database of this store.</param>
    /// <param name="cancellationToken">Gives up; the transaction is then of no more use.</param>
    /// <exception cref="ArgumentException">The transaction is over, or of another kind of database.</exception>
    /// <exception cref="StoreException">It could not be recorded; the transaction is then of no more use.</exception>
    ValueTask AcceptAsync(AcceptFlow operation, DbTransaction transaction, CancellationToken cancellationToken);
}
