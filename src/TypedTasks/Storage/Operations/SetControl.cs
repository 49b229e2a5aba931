namespace TypedTasks.Storage;

/// <summary>Says what holds from now on of a queue, a worker or a task; yields false, and keeps nothing, where it concerns one worker alone and that is not there or gone.</summary>
/// <param name="Control">What holds. When it was said the store sets.</param>
public sealed record SetControl(WorkerControl Control) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => Control.Worker is { } worker ? StoreLock.Worker(worker) : StoreLock.Control(KeyOf(Control));

    /// <summary>What a control is kept by.</summary>
    /// <param name="control">The control.</param>
    public static string KeyOf(WorkerControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        return $"{control.Kind.ToString().ToLowerInvariant()}:{control.Target}{(control.Worker is { } worker ? $"@{worker}" : "")}";
    }
}
