using TypedTasks.Contracts;
using TypedTasks.Flows;

namespace TypedTasks.Testing;

/// <summary>The history of steps.</summary>
internal sealed class StepRunner(InMemoryTables tables)
{
    public void Record(RecordStep o)
    {
        var steps = tables.StepsOf(o.Key);
        if (!steps.TryGet(o.Step.Path, out var known) || Supersedes(o.Step, known))
            steps.Set(o.Step.Path, o.Step);
    }

    public StepRecord[] Read(ReadSteps o) => tables.Steps.TryGet(o.Key, out var steps)
        ? [.. steps.Rows.Values.OrderBy(s => s.Path, PathOrder.Instance)]
        : [];

    public StepCount[] Count(CountSteps o) => tables.Steps.TryGet(o.Key, out var steps)
        ?
        [
            .. steps.Rows.Values
                .GroupBy(s => (s.Task, s.State))
                .OrderBy(g => g.Key.Task, StringComparer.Ordinal)
                .ThenBy(g => g.Key.State)
                .Select(g => new StepCount(g.Key.Task, g.Key.State, g.Count(), Progress(g.Key.State, g))),
        ]
        : [];

    private static double Progress(StepState state, IEnumerable<StepRecord> steps) =>
        state == StepState.Running ? steps.Sum(s => s.Progress ?? 0) : 0;

    // The newest attempt wins, and an attempt that has ended does not run again.
    private static bool Supersedes(StepRecord step, StepRecord known) =>
        step.Attempt > known.Attempt
        || (step.Attempt == known.Attempt
            && (step.State != StepState.Running || known.State is StepState.Running or StepState.Unknown));
}
