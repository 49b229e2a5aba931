using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Knows what was said of queues, tasks and this worker while it runs. While the store is away, what was said last holds.</summary>
internal sealed partial class ControlWatch(
    FlowStore store, WorkerIdentity identity, LiveLimits limits, Outbox outbox, IOptions<TypedTasksOptions> options, ILogger<ControlWatch> logger)
{
    private Dictionary<string, WorkerControl> controls = new(StringComparer.Ordinal);

    /// <summary>Whether this worker takes nothing new.</summary>
    public bool IsDraining => IsOn(ControlKind.Drain, identity.Id, identity.Id);

    /// <summary>Why a queue is not taken from, as people read it; null where it is.</summary>
    public string? PauseOf(string queue)
    {
        var control = IsDraining ? Find(ControlKind.Drain, identity.Id, identity.Id)
            : IsOn(ControlKind.Pause, queue, null) ? Find(ControlKind.Pause, queue, null)
            : IsOn(ControlKind.Pause, queue, identity.Id) ? Find(ControlKind.Pause, queue, identity.Id)
            : null;
        return control is null ? null : $"by {control.Actor} since {control.At:u}{(control.Reason.Length > 0 ? $": {control.Reason}" : "")}";
    }

    /// <summary>How many steps of a queue are run at once.</summary>
    /// <param name="queue">The queue, as tasks name it.</param>
    /// <param name="configured">How many the configuration says.</param>
    public int SlotsOf(string queue, int configured) =>
        Find(ControlKind.Slots, queue, identity.Id)?.Slots ?? Find(ControlKind.Slots, queue, null)?.Slots ?? configured;

    /// <summary>Looks, and says so where the store is away.</summary>
    public async ValueTask TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            LogBlind(logger, logger.OneLineOf(e));
        }
    }

    /// <summary>Looks.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        var read = await store.QueryAsync(new ReadControls(identity.Id), cancellationToken).ConfigureAwait(false);
        var before = controls;
        var now = read.ToDictionary(SetControl.KeyOf, StringComparer.Ordinal);
        WorkerControl[] changed = [.. read.Where(c => before.GetValueOrDefault(SetControl.KeyOf(c)) != c)];
        if (changed.Length == 0)
            return;
        limits.Set(read.Where(static c => c.Kind == ControlKind.Limits));
        foreach (var control in changed)
        {
            if (control.Kind == ControlKind.Limits && limits.CurrentLimitOf(control.Target) is { } limit)
                await PassAsync(control.Target, limit, cancellationToken).ConfigureAwait(false);
            LogFollows(logger, Text(control), control.Actor, control.Reason);
        }

        // Last: what could not be done is done at the next look.
        controls = now;
    }

    private static string Text(WorkerControl control) => control.Kind switch
    {
        ControlKind.Pause => $"queue '{control.Target}' {(control.IsOn ? "is paused" : "is not paused any more")}",
        ControlKind.Slots => $"queue '{control.Target}' has {(control.Slots is { } slots ? $"{slots} slots" : "the slots of its configuration")}",
        ControlKind.Drain => control.IsOn ? "this worker takes nothing new" : "this worker takes messages again",
        _ => $"task '{control.Target}' has the rate {control.Rate?.ToString() ?? "that it declares"}, and runs {control.MaxConcurrency?.ToString(CultureInfo.InvariantCulture) ?? "as many times as it declares"} at once",
    };

    private bool IsOn(ControlKind kind, string target, string? worker) => Find(kind, target, worker) is { IsOn: true };

    private WorkerControl? Find(ControlKind kind, string target, string? worker) => controls.GetValueOrDefault(SetControl.KeyOf(new(kind, target, worker, "", "", default)));

    // There may be more permits than before, and those who wait for one are only told by whoever gives one back. Every worker does it, and none gives more than there are.
    private async ValueTask PassAsync(string task, int limit, CancellationToken cancellationToken)
    {
        var pass = new PassPermit(LimitNames.PermitOf(task), limit, options.Value.FlowLifetime);
        while (await store.ExecuteAsync(pass, cancellationToken).ConfigureAwait(false) is { } message)
        {
            await outbox.SendOwedAsync(new(message.FlowId, 0), [message], cancellationToken).ConfigureAwait(false);
            pass = pass with { };
        }
    }

    [LoggerMessage(2, LogLevel.Debug, "What is said of queues, workers and tasks cannot be read ({Reason}): what was said last holds")]
    private static partial void LogBlind(ILogger logger, string reason);

    [LoggerMessage(1, LogLevel.Information, "Said while workers run: {Control} (by {Actor}: {Reason})")]
    private static partial void LogFollows(ILogger logger, string control, string actor, string reason);
}
