using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class LinesAreUnread : DeliberateFault
{
    public override TResult Ask<TResult>(SimWorld world, StoreQuery<TResult> query) =>
        query is FindTurns ? (TResult)(object)Array.Empty<string>() : base.Ask(world, query);
}
