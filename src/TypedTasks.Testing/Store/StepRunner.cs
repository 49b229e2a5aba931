using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>The history of steps.</summary>
internal sealed class StepRunner(InMemoryTables tables)
{
    public void Record(RecordStep o)
    {
        var steps = tables.StepsOf(o.Key.FlowId);
        var row = new StepRow(o.Key.Generation, o.Step);
        if (!steps.TryGet(o.Step.Path, out var known) || Supersedes(row, known))
            steps.Set(o.Step.Path, row);
    }

    public StepRecord[] Read(ReadSteps o) => [.. Rows(o.Key).OrderBy(s => s.Path, PathOrder.Instance)];

    public StepCount[] Count(CountSteps o) =>
    [
        .. Rows(o.Key)
            .GroupBy(s => (s.Task, s.State))
            .OrderBy(g => g.Key.Task, StringComparer.Ordinal)
            .ThenBy(g => g.Key.State)
            .Select(g => new StepCount(g.Key.Task, g.Key.State, g.Count(), Progress(g.Key.State, g))),
    ];

    private IEnumerable<StepRecord> Rows(FlowKey key) =>
        tables.Steps.TryGet(key.FlowId, out var steps) ? steps.Rows.Values.Select(static r => r.Step) : [];

    private static double Progress(StepState state, IEnumerable<StepRecord> steps) =>
        state == StepState.Running ? steps.Sum(s => s.Progress ?? 0) : 0;

    // The newest attempt of the newest generation wins, and an attempt that has ended does not run again.
    private static bool Supersedes(StepRow row, StepRow known) =>
        (row.Generation, row.Step.Attempt).CompareTo((known.Generation, known.Step.Attempt)) is var order
        && (order > 0
            || (order == 0 && (row.Step.State != StepState.Running || known.Step.State is StepState.Running or StepState.Unknown)));
}
