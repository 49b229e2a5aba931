using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class EarlyEventIsForgotten : BrokenStore
{
    private readonly HashSet<(string Event, string Path)> opened = [];

    protected override StoreOperation Change(SimWorld world, StoreOperation operation)
    {
        if (operation is OpenWait open)
            opened.Add((open.Event, open.Path));

        // What nobody waits for yet is heard and told, and kept for another flow.
        return operation is RaiseEvent raise && !opened.Any(o => o.Event == raise.Event) ? raise with { EventKey = "elsewhere" } : operation;
    }
}
