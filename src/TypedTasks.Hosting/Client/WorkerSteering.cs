using System.Globalization;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Client;

/// <summary>Looks at workers and steers them, by rows of the store that they follow.</summary>
internal sealed class WorkerSteering(FlowStore store, TaskCatalog catalog) : IWorkers
{
    private const int MostSlots = 1000;
    private const int MostName = 260;

    private FlowStore Store => store.IsConfigured ? store : throw new InvalidOperationException(
        "This process has no store, and workers are known by their rows in it: add the store that the workers use, with UseSqlite(path) or UsePostgres(connectionString). Workers without a store have no rows and cannot be steered.");

    public async ValueTask<IReadOnlyList<WorkerStatus>> ListAsync(CancellationToken cancellationToken = default)
    {
        var (now, workers) = await Store.QueryAsync(new ListWorkers(), cancellationToken).ConfigureAwait(false);
        return [.. workers.Select(w => w.ToStatus(now)).OrderBy(static w => w.Name, StringComparer.Ordinal).ThenBy(static w => w.StartedAt)];
    }

    public ValueTask<IReadOnlyList<WorkerControl>> ListControlsAsync(CancellationToken cancellationToken = default) =>
        Store.QueryAsync(new ReadControls(null), cancellationToken);

    public ValueTask PauseAsync(string queue, ActionBy by, string? worker = null, CancellationToken cancellationToken = default) =>
        SetAsync(Control(ControlKind.Pause, Queue(queue), by, worker) with { IsOn = true }, cancellationToken);

    public ValueTask ResumeAsync(string queue, ActionBy by, string? worker = null, CancellationToken cancellationToken = default) =>
        SetAsync(Control(ControlKind.Pause, Queue(queue), by, worker), cancellationToken);

    public ValueTask DrainAsync(string worker, ActionBy by, CancellationToken cancellationToken = default) =>
        SetAsync(Control(ControlKind.Drain, Name(worker), by, worker) with { IsOn = true }, cancellationToken);

    public ValueTask EndDrainAsync(string worker, ActionBy by, CancellationToken cancellationToken = default) =>
        SetAsync(Control(ControlKind.Drain, Name(worker), by, worker), cancellationToken);

    public ValueTask SetSlotsAsync(string queue, int? slots, ActionBy by, string? worker = null, CancellationToken cancellationToken = default)
    {
        if (slots is < 1 or > MostSlots)
            throw new ArgumentOutOfRangeException(nameof(slots), slots, "A queue has from 1 to 1,000 slots. To take nothing from it, pause it.");
        return SetAsync(Control(ControlKind.Slots, Queue(queue), by, worker) with { Slots = slots }, cancellationToken);
    }

    public ValueTask SetLimitsAsync(string task, RateLimit? rate, int? maxConcurrency, ActionBy by, CancellationToken cancellationToken = default)
    {
        if (rate is { Count: < 1 } || rate?.Period <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate limit has a count of 1 or more and a period of more than zero.");
        if (maxConcurrency < 1)
            throw new ArgumentOutOfRangeException(nameof(maxConcurrency), maxConcurrency, "At least one run may be under way. To run none, pause the queue of the task.");
        var name = catalog.Find(Name(task))?.Name ?? task;
        var control = Control(ControlKind.Limits, name, by, null) with { Rate = rate, MaxConcurrency = maxConcurrency };

        // What was promised to nobody yet may start sooner.
        return Store.ExecuteAsync([new SetControl(control), new BringForward(LimitNames.RateOf(name)), Written(control)], cancellationToken);
    }

    private async ValueTask SetAsync(WorkerControl control, CancellationToken cancellationToken)
    {
        if (!await Store.ExecuteAsync(new SetControl(control), cancellationToken).ConfigureAwait(false))
            throw new ArgumentException($"There is no worker '{control.Worker}', or it is gone: look at the list of workers for the id of one that runs.", nameof(control));
        await Store.ExecuteAsync([Written(control)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is kept of it once something else was said.</summary>
    private static RecordAction Written(WorkerControl control)
    {
        var target = (control.Kind, control.Worker) switch
        {
            (ControlKind.Drain, _) => $"worker {control.Target}",
            (ControlKind.Limits, _) => $"task {control.Target}",
            (_, null) => $"queue {control.Target}",
            (_, { } worker) => $"queue {control.Target} of worker {worker}",
        };
        var (name, result) = (control.Kind, control.IsOn) switch
        {
            (ControlKind.Pause, true) => ("pause", "Workers take nothing more from it."),
            (ControlKind.Pause, false) => ("resume", "Workers take from it again."),
            (ControlKind.Drain, true) => ("drain", "It takes nothing new, and ends what it runs."),
            (ControlKind.Drain, false) => ("end drain", "It takes messages again."),
            (ControlKind.Slots, _) => ("slots", control.Slots is { } slots ? $"{slots} slots for each worker." : "As many slots as are configured."),
            _ => ("limits", $"Rate: {control.Rate?.ToString() ?? "as declared"}; at once: {control.MaxConcurrency?.ToString(CultureInfo.InvariantCulture) ?? "as declared"}."),
        };
        return new(new(name, control.Actor, control.Reason, target, result));
    }

    private static WorkerControl Control(ControlKind kind, string target, ActionBy by, string? worker)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (worker is not null)
            _ = Name(worker);
        return new(kind, target, worker, by.Actor, by.Reason, default);
    }

    private static string Queue(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.Length <= MostName ? name : throw new ArgumentException($"A queue has a name of up to {MostName} characters.", nameof(name));
    }

    private static string Name(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.Length <= MostName ? name : throw new ArgumentException($"'{name[..20]}…' is too long to be a name.", nameof(name));
    }
}
