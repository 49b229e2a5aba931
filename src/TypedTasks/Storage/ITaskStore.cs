namespace TypedTasks.Storage;

/// <summary>
/// Keeps what must outlive a message: flows, outcomes, joins, owed messages. It is batch-first: one call is one
/// transaction, and each operation's <c>Result</c> says what is recorded once it has committed.
/// Every write is first-wins: repeating it changes nothing and returns what the first one recorded.
/// Its own clock decides, which it reads after it has locked what an operation concerns; operations carry durations.
/// Every implementation passes the contract tests in TypedTasks.Testing.
/// </summary>
public interface ITaskStore : IAsyncDisposable
{
    /// <summary>
    /// A text that no other store has, of at most 64 characters, known once the store is open: messages carry it, so that a worker with another store says so and does
    /// not act on what it cannot see. It stays with the data: whoever opens the same store later, or elsewhere, reads the same. Null, the default: nobody can tell.
    /// </summary>
    string? Identity => null;

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

    /// <summary>Answers a question about many flows, without locks: what it yields is looked at again by whoever acts on it.</summary>
    /// <typeparam name="TResult">What it yields.</typeparam>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken);
}
