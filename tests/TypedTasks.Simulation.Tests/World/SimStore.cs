using TypedTasks.Contracts;

namespace TypedTasks.Simulation.Tests;

/// <summary>The in-memory store behind a connection that may fail before or after the commit.</summary>
internal sealed class SimStore(SimWorld world, SimProcess? owner) : ITaskStore
{
    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken) =>
        new(world.AnswerAsync(owner, $"store {string.Join(", ", operations.Select(static o => o.GetType().Name).Distinct())}", () =>
        {
            if (world.Faulty(Fault.StoreFailsBefore))
                throw new StoreException("The store failed before it committed.");
            world.Execute(operations);
            if (world.Faulty(Fault.StoreFailsAfter))
                throw new StoreException("The store failed after it had committed.");
        }));
}
