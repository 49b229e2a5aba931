using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Receives from one open queue into slots. A slot is free again when user code has returned; hand-offs in flight have their
/// own bound.
/// </summary>
internal sealed class QueuePump(IReceiver receiver, DeliveryHandler handler) : IDisposable
{
    private const int MaxHandOffs = 64;

    private readonly SemaphoreSlim handOffs = new(MaxHandOffs, MaxHandOffs);
    private readonly Lock gate = new();
    private readonly List<Task> slots = [];

    public IReceiver Receiver => receiver;

    /// <summary>Starts a slot, which runs until the receiver stops.</summary>
    /// <param name="ended">Is called when it has ended.</param>
    /// <param name="abort">Fires when running steps shall end: their messages are given back.</param>
    public void StartSlot(Action ended, CancellationToken abort)
    {
        var slot = Task.Run(
            async () =>
            {
                try
                {
                    await RunSlotAsync(abort).ConfigureAwait(false);
                }
                finally
                {
                    ended();
                }
            },
            CancellationToken.None);
        lock (gate)
            slots.Add(slot);
    }

    /// <summary>Waits, once the receiver has stopped and no more slots are started, until every slot and every hand-off has ended.</summary>
    public async Task EndAsync()
    {
        Task[] all;
        lock (gate)
            all = [.. slots];
        await Task.WhenAll(all).ConfigureAwait(false);
        for (var i = 0; i < MaxHandOffs; i++)
            await handOffs.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose() => handOffs.Dispose();

    private async Task RunSlotAsync(CancellationToken abort)
    {
        while (!abort.IsCancellationRequested)
        {
            IDelivery? delivery;
            try
            {
                delivery = await receiver.ReceiveAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // No transport should throw here, but a slot that ended would be missed by nobody.
                await handler.PauseAsync(e, abort).ConfigureAwait(false);
                continue;
            }

            if (delivery is null)
                return;
            var result = await handler.RunAsync(delivery, abort).ConfigureAwait(false);
            await handOffs.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            _ = handler.SettleAsync(delivery, result, abort, handOffs);
        }
    }
}
