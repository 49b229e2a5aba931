using TypedTasks.Storage;

namespace TypedTasks.Schedules.Tests.Nodes;

/// <summary>A store whose calls fail now and then, half of them after they were recorded; and that a test may make mean something else.</summary>
internal sealed class UnsteadyStore(ITaskStore inner, Random random, Func<StoreOperation, StoreOperation> alter) : ITaskStore
{
    public bool IsSteady { get; set; }

    public string? Identity => inner.Identity;

    public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public async ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        var fate = IsSteady ? 9 : random.Next(10);
        if (fate == 0)
            throw new StoreException("The store is away.");
        StoreOperation[] altered = [.. operations.Select(alter)];
        await inner.ExecuteAsync(altered, cancellationToken);
        if (fate == 1)
            throw new StoreException("The answer is lost.");
        for (var i = 0; i < altered.Length; i++)
        {
            if (operations[i] is ProposeOccurrence proposal && altered[i] is ProposeOccurrence decided)
                proposal.Result = decided.Result;
            else if (operations[i] is DefineSchedule asked && altered[i] is DefineSchedule defined)
                asked.Result = defined.Result;
        }
    }

    public async ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken)
    {
        if (!IsSteady && random.Next(20) == 0)
            throw new StoreException("The store is away.");
        return await inner.QueryAsync(query, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
