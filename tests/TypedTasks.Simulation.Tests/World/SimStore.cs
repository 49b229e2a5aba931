using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>The in-memory store behind a connection that may fail before or after the commit.</summary>
internal sealed class SimStore(SimWorld world, SimProcess? owner) : ITaskStore
{
    private const double Failing = 0.02;

    public string Identity => "simulated";

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        if (world.Broken?.BeforeCommit(world, operations) is { } early)
            await world.AnswerAsync(owner, static () => "before the store", early);
        await world.AnswerAsync(owner, Matters(operations) ? Label : null, () =>
        {
            CheckItIsThere(Places(operations));
            if (world.Faulty(Fault.StoreFailsBefore, Failing, Places(operations)))
                throw new StoreException("The store failed before it committed.");
            world.Execute(operations);
            if (world.Faulty(Fault.StoreFailsAfter, Failing, Places(operations)))
                throw new StoreException("The store failed after it had committed.");
        });

        string Label() => $"store {string.Join(", ", operations.Select(static o => o.GetType().Name).Distinct())}";
    }

    public async ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken)
    {
        TResult result = default!;
        await world.AnswerAsync(owner, null, () =>
        {
            CheckItIsThere([]);
            if (world.Faulty(Fault.StoreFailsBefore, Failing))
                throw new StoreException("The store failed before it answered.");
            result = world.Broken is { } broken ? broken.Ask(world, query) : world.Ask(query);
            if (world.Faulty(Fault.StoreFailsAfter, Failing))
                throw new StoreException("The store's answer was lost.");
        });
        return result;
    }

    private void CheckItIsThere(IEnumerable<string> places)
    {
        if (!world.IsStoreAway)
            return;
        world.Count(Fault.StoreAway, places);
        throw (world.Acting is null ? null : world.Broken?.OfOutage()) ?? new StoreException("The store is away.");
    }

    // Bookkeeping and polling decide nothing, so their loss is no form's fault.
    private static bool Matters(IReadOnlyList<StoreOperation> operations) => operations.Any(static o =>
        o is not (RecordStep or DeleteOwed or AcquireLease or DeleteFlow or DeletePlan));

    private IEnumerable<string> Places(IReadOnlyList<StoreOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is RecordMember member)
                yield return member.Join;
            else if (operation is AcceptFlow { Owed: { } owed })
                yield return SimPlace.Of(owed);
        }

        if (Matters(operations) && world.Acting is { } delivery)
            yield return delivery.Place;
    }
}
