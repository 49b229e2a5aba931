namespace TypedTasks.Storage;

/// <summary>
/// Keeps what must outlive a message: flows, outcomes, joins, owed messages. It is batch-first: one call is one
/// transaction, and each operation's <c>Result</c> says what is recorded once it has committed.
/// Every write is first-wins: repeating it changes nothing and returns what the first one recorded.
/// Every implementation passes the contract tests in TypedTasks.Testing.
/// </summary>
public interface ITaskStore : IAsyncDisposable
{
    /// <summary>Opens the store and brings its schema up to date.</summary>
    /// <exception cref="StoreException">It cannot be opened, or was written by a newer version.</exception>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Executes the operations in order in one transaction: all are recorded or none. Later operations see what earlier
    /// ones of the list wrote.
    /// </summary>
    /// <param name="operations">The operations; one instance is used once.</param>
    /// <param name="cancellationToken">Gives up; the transaction may then have committed or not.</param>
    /// <exception cref="StoreException">It did not commit, or nobody knows; the same operations may be executed again.</exception>
    ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken);
}
