namespace TypedTasks.Simulation.Tests;

/// <summary>
/// The pauses of the product within deliveries. The framework's delay goes on in the pool when it is cancelled; the world
/// stands still until that has asked for something and let go of its thread, so that one seed stays one history.
/// </summary>
internal sealed class SimPauses(SimWorld world, int thread, List<Pending> pending)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly List<Pause> pauses = [];

    /// <summary>A delivery begins to wait.</summary>
    public void Begin(Task delay)
    {
        if (world.Current.Value is not { } delivery)
            return;
        lock (gate)
            pauses.Add(new(delay, delivery));
    }

    /// <summary>Whether what a delivery does on another thread is what follows a pause that was cancelled.</summary>
    public bool IsExpected(SimDelivery? delivery) => Find(delivery) is not null;

    /// <summary>Somebody asks the world on another thread; it hears of it in Join.</summary>
    public void Ask(Pending asked) => Find(asked.Delivery)!.Asked.Add(asked);

    /// <summary>
    /// The first thing that another thread does for a delivery is to take its context, and the last to let go of it. Between the two
    /// it has the world to itself: it waits until it is let.
    /// </summary>
    public void ContextChanged(AsyncLocalValueChangedArgs<SimDelivery?> change)
    {
        if (!change.ThreadContextChanged || Environment.CurrentManagedThreadId == thread)
            return;
        if (change is { PreviousValue: null, CurrentValue: { } taken } && Find(taken) is { } pause && !pause.MayGoOn.Task.Wait(Patience))
            throw new InvalidOperationException($"A pause of '{taken.Place}' was cancelled, and the world does not stand still.");
        if (change is { PreviousValue: { } left, CurrentValue: null })
            Find(left)?.HasLeft.TrySetResult();
    }

    /// <summary>Lets what follows cancelled pauses go on, one after the other in the order in which they began, and waits for it.</summary>
    public void Join()
    {
        Pause[] cancelled;
        lock (gate)
        {
            pauses.RemoveAll(static p => p.Delay.IsCompletedSuccessfully);
            cancelled = [.. pauses.Where(static p => p.Delay.IsCanceled)];
        }

        foreach (var pause in cancelled)
        {
            pause.MayGoOn.TrySetResult();
            if (!pause.HasLeft.Task.Wait(Patience))
                throw new InvalidOperationException($"A pause of '{pause.Delivery.Place}' was cancelled, and nothing follows.");
            pending.AddRange(pause.Asked);
            lock (gate)
                pauses.Remove(pause);
        }
    }

    private Pause? Find(SimDelivery? delivery)
    {
        lock (gate)
            return pauses.Find(p => p.Delivery == delivery && p.Delay.IsCanceled);
    }

    private sealed record Pause(Task Delay, SimDelivery Delivery)
    {
        public List<Pending> Asked { get; } = [];

        public TaskCompletionSource MayGoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource HasLeft { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
