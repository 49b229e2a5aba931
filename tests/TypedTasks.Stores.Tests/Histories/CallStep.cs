using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>Operations of one transaction.</summary>
internal sealed record CallStep(IReadOnlyList<Recipe> Recipes) : Step
{
    public override Task<string> RunAsync(ITaskStore store, Teller teller) => CatchAsync(async () =>
    {
        StoreOperation[] operations = [.. Recipes.Select(r => r.Create(teller))];
        await store.ExecuteAsync(operations, CancellationToken.None);
        teller.Learn(operations);
        return string.Join(" | ", operations.Select(Seen.Of));
    });

    public override string ToString() => string.Join(" + ", Recipes.Select(static r => r.Text));
}
