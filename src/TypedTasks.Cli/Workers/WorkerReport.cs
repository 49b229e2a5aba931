using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli.Workers;

/// <summary>The list of workers, for people and for programs.</summary>
internal sealed class WorkerReport(IWorkers workers, Screen screen)
{
    public async Task WriteAsync(bool asJson, CancellationToken cancellationToken)
    {
        var list = await workers.ListAsync(cancellationToken);
        WorkerControl[] controls = [.. (await workers.ListControlsAsync(cancellationToken)).Where(Holds)];
        if (asJson)
        {
            screen.Json(new(list, controls), WorkersJson.Default.WorkersAnswer);
            return;
        }

        if (list.Count == 0)
            screen.Line("No worker runs.");
        else
            Write(list);
        if (controls.Length > 0)
            Write(controls);
    }

    private static bool Holds(WorkerControl control) => control.IsOn || control.Slots is not null || control.Rate is not null || control.MaxConcurrency is not null;

    private void Write(IReadOnlyList<WorkerStatus> list)
    {
        // All times are the store's, and so is what they are compared with: the latest that anybody reported.
        var now = list.Max(static w => w.LastSeen);
        var grid = new Grid(
            new("WORKER", Enough: 24), new("ID", 1), new("STATE"), new("RUNS", IsNumber: true), new("QUEUES", 2, Enough: 30), new("VERSION", 3, Enough: 16), new("UP", 4), new("SEEN", 5), new("MACHINE", 6, Enough: 16));
        foreach (var worker in list)
        {
            grid.Add(
                worker.Name,
                worker.Id,
                State(worker),
                $"{worker.RunningCount}",
                string.Join(", ", worker.Queues.Select(static q => $"{q.Name} {(q.Problem is not null ? "not reached" : q.IsPaused ? "paused" : $"{q.Slots}")}")),
                worker.Version,
                Times.Of(worker.LastSeen - worker.StartedAt),
                Times.Short(worker.LastSeen, now),
                $"{worker.Machine}:{worker.ProcessId}");
        }

        screen.Show(grid);
        var steps = list.SelectMany(static w => w.Running.Select(s => (Worker: w, Step: s))).ToArray();
        if (steps.Length > 0)
        {
            screen.Line("");
            WriteSteps(steps, now);
        }

        foreach (var queue in list.SelectMany(static w => w.Queues.Where(static q => q.Problem is not null).Select(q => (Worker: w, Queue: q))))
            screen.Line($"\nWorker {Plain.Of(queue.Worker.Name)}: {Plain.Of(queue.Queue.Problem!)}");
    }

    private void WriteSteps((WorkerStatus Worker, WorkerStep Step)[] steps, DateTimeOffset now)
    {
        var grid = new Grid(new("RUNS", Enough: 28), new("FLOW", Enough: 32) { IsWhole = true }, new("PATH", Enough: 10), new("FOR") { IsWhole = true }, new("ON", 1, Enough: 20), new("QUEUE", 2, Enough: 16));
        foreach (var (worker, step) in steps)
        {
            var isGone = worker.State == WorkerState.Gone;
            grid.Add(
                step.Task,
                step.FlowId,
                step.Path,
                !isGone ? Times.Of(worker.LastSeen - step.Since)
                    : step.LockedUntil is not { } until ? new GridCell("gone", Tone.Bad)
                    : until > now ? new GridCell($"locked until {Times.Short(until, now)}", Tone.Notable) : new GridCell("gone, free again", Tone.Quiet),
                worker.Name,
                step.Queue);
        }

        screen.Show(grid);
        foreach (var worker in steps.Select(static s => s.Worker).Distinct().Where(static w => w.RunningCount > w.Running.Count))
            screen.Line($"and {worker.RunningCount - worker.Running.Count} more on {Plain.Of(worker.Name)}");
    }

    private void Write(IReadOnlyList<WorkerControl> controls)
    {
        screen.Line("");
        var grid = new Grid(new("SAID OF", Enough: 30), new("WHAT", Enough: 30), new("BY", 2, Enough: 20), new("SINCE", 1), new("REASON", 3, Enough: 30));
        foreach (var control in controls)
        {
            var (target, what) = control.Kind switch
            {
                ControlKind.Pause => ($"queue {control.Target}", "paused"),
                ControlKind.Slots => ($"queue {control.Target}", $"{control.Slots} slots"),
                ControlKind.Drain => ($"worker {control.Target}", "takes nothing new"),
                _ => ($"task {control.Target}", string.Join(", ", new[] { control.Rate is { } rate ? $"{rate.Short} at most" : null, control.MaxConcurrency is { } most ? $"{most} at once" : null }.OfType<string>())),
            };
            grid.Add(
                control.Worker is { } worker && control.Kind != ControlKind.Drain ? $"{target} on {worker}" : target,
                new(what, control.Kind is ControlKind.Pause or ControlKind.Drain ? Tone.Notable : Tone.Plain),
                control.Actor,
                Times.Of(control.At),
                control.Reason);
        }

        screen.Show(grid);
    }

    private static GridCell State(WorkerStatus worker) => worker.State switch
    {
        WorkerState.Running => new("running", Tone.Good),
        WorkerState.Draining => new("draining", Tone.Notable),
        WorkerState.Drained => new("drained", Tone.Notable),
        _ => new("gone", Tone.Bad),
    };
}
