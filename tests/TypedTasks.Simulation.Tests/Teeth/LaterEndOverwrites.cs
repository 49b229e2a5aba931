using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class LaterEndOverwrites : BrokenStore
{
    private FinishFlow? last;

    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        switch (operation)
        {
            case FinishFlow finish:
                last = finish;
                finish.Result = Later(finish.Result);
                break;
            case GetFlow get:
                get.Result = Later(get.Result);
                break;
        }
    }

    private FlowRecord Later(FlowRecord flow) =>
        last is not null && flow.IsTerminal ? flow with { State = last.State, Outcome = last.Outcome } : flow;
}
