using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Receives from one queue into slots. A slot is free again when user code has returned; hand-offs in flight have their
/// own bound.
/// </summary>
internal sealed class QueuePump(IReceiver receiver, int slots, DeliveryHandler handler) : IDisposable
{
    private const int MaxHandOffs = 64;

    private readonly SemaphoreSlim handOffs = new(MaxHandOffs, MaxHandOffs);

    /// <summary>Runs until the receiver stops, then until every hand-off has ended.</summary>
    /// <param name="abort">Fires when running steps shall end: their messages are given back.</param>
    public async Task RunAsync(CancellationToken abort)
    {
        var loops = new Task[slots];
        for (var i = 0; i < slots; i++)
            loops[i] = Task.Run(() => RunSlotAsync(abort), CancellationToken.None);
        await Task.WhenAll(loops).ConfigureAwait(false);
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
