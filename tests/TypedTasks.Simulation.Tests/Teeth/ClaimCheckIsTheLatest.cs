using TypedTasks.Paths;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class ClaimCheckIsTheLatest : BrokenStore
{
    private readonly Dictionary<string, byte[]> latest = new(StringComparer.Ordinal);

    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is PutValue put)
            latest[put.Path] = put.Json.ToArray();
        else if (operation is GetValue get && !get.Path.EndsWith(StepPath.PlanLevel) && latest.TryGetValue(get.Path, out var value))
            get.Result = value;
    }
}
