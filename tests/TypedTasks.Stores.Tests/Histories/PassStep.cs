using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>Time passes for all stores.</summary>
internal sealed record PassStep(TimeSpan Duration) : Step
{
    public override Task<string> RunAsync(ITaskStore store, Teller teller) => Task.FromResult("");

    public override string ToString() => $"{Duration} pass";
}
